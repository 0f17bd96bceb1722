namespace Quiver.Engine.Plans;

/// <summary>The plans used most recently.</summary>
/// <param name="capacity">The most plans kept.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class PlanCache(int capacity)
{
    /// <summary>The length of the longest text whose plan is kept: a longer one is made by a program that will hardly send it twice; and the cache stays bounded in bytes.</summary>
    public const int MaxQueryLength = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<(PlanKey Key, PlannedQuery Plan)> _recent = [];
    private readonly Dictionary<PlanKey, LinkedListNode<(PlanKey Key, PlannedQuery Plan)>> _nodes =
    [];

    /// <summary>The number of plans kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _nodes.Count;
            }
        }
    }

    /// <summary>Finds a plan.</summary>
    public bool TryGet(in PlanKey key, out PlannedQuery plan)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                plan = default;
                return false;
            }
            if (node.Previous is not null)
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
            }
            plan = node.Value.Plan;
            return true;
        }
    }

    /// <summary>Keeps a plan, in place of the one not used for longest when there are too many.</summary>
    public void Add(PlanKey key, PlannedQuery plan)
    {
        if (key.Query.Length > MaxQueryLength)
        {
            return;
        }
        lock (_lock)
        {
            if (_nodes.Remove(key, out var old))
            {
                _recent.Remove(old);
            }
            else if (_nodes.Count == capacity && _recent.Last is { } last)
            {
                _nodes.Remove(last.Value.Key);
                _recent.RemoveLast();
            }
            _nodes.Add(key, _recent.AddFirst((key, plan)));
        }
    }

    /// <summary>Forgets all plans.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _nodes.Clear();
            _recent.Clear();
        }
    }
}
