namespace Quiver.Import.Increments;

/// <summary>What the rows of a group of node files were: which labels occurred, and whether any changes a node. Thread safe.</summary>
internal sealed class NodeGroupRows
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _labels = [];
    private bool _change;

    /// <summary>Whether a row has a label.</summary>
    public bool Have(int label)
    {
        lock (_lock)
        {
            return _labels.Contains(label);
        }
    }

    /// <summary>Whether a row changes a node of the database.</summary>
    public bool Change
    {
        get
        {
            lock (_lock)
            {
                return _change;
            }
        }
    }

    /// <summary>Notes the labels of rows.</summary>
    public void Add(IEnumerable<int> labels, bool change)
    {
        lock (_lock)
        {
            _labels.UnionWith(labels);
            _change |= change;
        }
    }
}
