using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Locks;

namespace Quiver.Storage.Transactions;

/// <summary>
/// Which entities were changed by commits that some running statement's snapshot does not contain: so that a statement which locks one of them knows that
/// what it read is old. Without a running statement nothing is kept.
/// </summary>
/// <remarks>Thread safe. Beyond its limit the oldest is given up: then older statements are told "perhaps", which costs them one restart.</remarks>
internal sealed class RecentChanges
{
    /// <summary>Keys that are kept, at most.</summary>
    public const int MaxKeys = 1 << 18;

    // Runs of more entities are kept as they are, and searched.
    private const int MaxRunEntities = 512;
    private const int MaxRuns = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<long> _statements = new();
    private readonly Dictionary<EntityKey, long> _newest = [];
    private readonly Queue<(EntityKey Key, long Sequence)> _order = new();
    private readonly List<(ChangeRun Run, long Sequence)> _runs = [];
    private long _floor;

    /// <summary>Whether nothing is kept.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _newest.Count == 0 && _runs.Count == 0;
            }
        }
    }

    /// <summary>A statement begins on the newest snapshot. Calls come in the order of commits.</summary>
    public LinkedListNode<long> Enter(long sequence)
    {
        lock (_lock)
        {
            return _statements.AddLast(sequence);
        }
    }

    /// <summary>A statement will lock nothing further.</summary>
    public void Leave(LinkedListNode<long> statement)
    {
        lock (_lock)
        {
            bool wasOldest = statement.Previous is null;
            _statements.Remove(statement);
            if (wasOldest)
            {
                Forget(_statements.First?.Value ?? long.MaxValue);
            }
        }
    }

    /// <summary>A commit becomes visible. Calls come in the order of commits.</summary>
    public void Add(ChangeRun run, long sequence)
    {
        lock (_lock)
        {
            if (_statements.Count == 0)
            {
                _floor = sequence;
                return;
            }
            if (run.Nodes.Length + run.Relationships.Length <= MaxRunEntities)
            {
                AddKeys(run, sequence);
                return;
            }
            _runs.Add((run, sequence));
            if (_runs.Count > MaxRuns)
            {
                _floor = Math.Max(_floor, _runs[0].Sequence);
                _runs.RemoveAt(0);
            }
        }
    }

    /// <summary>Whether a commit after a snapshot changed an entity, or may have.</summary>
    /// <param name="key">A node, a relationship, or a node's existence, which here stands for the relationships at it.</param>
    /// <param name="sequence">The newest commit that the snapshot contains.</param>
    public bool ChangedAfter(EntityKey key, long sequence)
    {
        // Keys of unique indexes are looked up in the newest commit.
        if (key.Kind == EntityKeyKind.UniqueKey)
        {
            return false;
        }
        lock (_lock)
        {
            if (
                sequence < _floor
                || (_newest.TryGetValue(key, out long newest) && newest > sequence)
            )
            {
                return true;
            }
            foreach (var (run, committed) in _runs)
            {
                if (committed > sequence && Touches(run, key))
                {
                    return true;
                }
            }
            return false;
        }
    }

    private static bool Touches(ChangeRun run, EntityKey key) =>
        key.Kind switch
        {
            EntityKeyKind.Node => run.TryFindNode(key.Value, out _),
            EntityKeyKind.Relationship => run.TryFindRelationship(key.Value, out _),
            EntityKeyKind.NodeExistence => !run.AdjacencyOf(key.Value, outgoing: true).IsEmpty
                || !run.AdjacencyOf(key.Value, outgoing: false).IsEmpty,
            _ => false,
        };

    private void AddKeys(ChangeRun run, long sequence)
    {
        foreach (ref readonly var node in run.Nodes)
        {
            // What was created nobody can have seen before.
            if ((node.Flags & EntityFlags.Created) == EntityFlags.None)
            {
                Add(EntityKey.Of(new NodeId(node.Id)), sequence);
            }
        }
        foreach (ref readonly var relationship in run.Relationships)
        {
            if ((relationship.Flags & EntityFlags.Created) == EntityFlags.None)
            {
                Add(EntityKey.Of(new RelationshipId(relationship.Id)), sequence);
            }
            if (relationship.Flags != EntityFlags.None)
            {
                Add(EntityKey.ExistenceOf(new NodeId(relationship.Start)), sequence);
                Add(EntityKey.ExistenceOf(new NodeId(relationship.End)), sequence);
            }
        }
    }

    private void Add(EntityKey key, long sequence)
    {
        _newest[key] = sequence;
        _order.Enqueue((key, sequence));
        if (_order.Count > MaxKeys)
        {
            _floor = Math.Max(_floor, _order.Peek().Sequence);
            Forget(_order.Peek().Sequence);
        }
    }

    /// <summary>Gives up what every snapshot from a sequence number on contains.</summary>
    private void Forget(long upTo)
    {
        while (_order.TryPeek(out var oldest) && oldest.Sequence <= upTo)
        {
            _order.Dequeue();
            if (_newest.TryGetValue(oldest.Key, out long newest) && newest == oldest.Sequence)
            {
                _newest.Remove(oldest.Key);
            }
        }
        _runs.RemoveAll(r => r.Sequence <= upTo);
        if (_order.Count == 0 && _newest.Capacity > MaxRunEntities)
        {
            _newest.TrimExcess();
            _order.TrimExcess();
        }
    }
}
