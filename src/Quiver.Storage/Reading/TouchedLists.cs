using Quiver.Model;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>
/// The nodes at which runs created or deleted relationships of one type in one direction, and what relationships these nodes have, kept when they were merged first. All other nodes have
/// those of the base.
/// </summary>
/// <remarks>
/// <code>
/// a kept list: neighbours … | relationships …
/// </code>
/// Thread safe: a kept list never changes, and of two threads that keep the same one either's serves.
/// </remarks>
internal sealed class TouchedLists
{
    /// <summary>What a node takes besides its list, at most.</summary>
    public const int BytesPerNode = 40;

    private const int ArrayBytes = 24;

    private readonly MergedLists _owner;
    private readonly NodePlaces _places;
    private readonly long[]?[] _lists;

    /// <summary>Finds the nodes.</summary>
    public TouchedLists(MergedLists owner, RunStack runs, Direction way, RelationshipTypeId type)
    {
        _owner = owner;
        Way = way;
        Type = type;
        long[] nodes = NodesOf(runs, way == Direction.Outgoing, type.Value);
        _places = new NodePlaces(nodes);
        _lists = new long[nodes.Length][];
    }

    /// <summary>The direction.</summary>
    public Direction Way { get; }

    /// <summary>The type.</summary>
    public RelationshipTypeId Type { get; }

    /// <summary>What it takes without lists.</summary>
    public long IndexBytes => _places.Bytes + (_lists.LongLength * sizeof(long));

    /// <summary>A node's place; -1 when its relationships are those of the base.</summary>
    public int PlaceOf(long node) => _places.IndexOf(node);

    /// <summary>The list at a place, if it is kept.</summary>
    public MergedList? this[int place] =>
        Volatile.Read(ref _lists[place]) is { } words ? ListOf(words) : null;

    /// <summary>Keeps a copy of a list if there is room; gives the copy, or the list itself.</summary>
    public MergedList Keep(int place, MergedList list)
    {
        long length = 2L * list.Count;
        if (length > Array.MaxLength || !_owner.TryReserve(ArrayBytes + (length * sizeof(long))))
        {
            return list;
        }
        long[] words = new long[length];
        list.Neighbours.CopyTo(words);
        list.Relationships.CopyTo(words.AsSpan(list.Count));
        Volatile.Write(ref _lists[place], words);
        return ListOf(words);
    }

    private static MergedList ListOf(long[] words) =>
        new(words, 0, words, words.Length / 2, words.Length / 2);

    private static long[] NodesOf(RunStack runs, bool outgoing, int type)
    {
        var nodes = new List<long>();
        foreach (var run in runs.Runs)
        {
            var changes = run.ChangesAt(0, long.MaxValue - 1, outgoing);
            for (int i = 0; i < changes.Count; i++)
            {
                var change = changes[i];
                if (change.Type == type && (nodes.Count == 0 || nodes[^1] != change.Node))
                {
                    nodes.Add(change.Node);
                }
            }
        }
        nodes.Sort();
        int kept = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (kept == 0 || nodes[i] != nodes[kept - 1])
            {
                nodes[kept++] = nodes[i];
            }
        }
        nodes.RemoveRange(kept, nodes.Count - kept);
        return [.. nodes];
    }
}
