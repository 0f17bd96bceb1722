namespace Quiver.Import.Pipeline;

/// <summary>Where in the input each node with an id stands, and each other one where a schema is asked for: for messages about a second one of the same id or values. Filled in the order of node ids. Thread safe.</summary>
internal sealed class NodePlaces
{
    private readonly Lock _lock = new();
    private readonly List<PlacedRows> _parts = [];

    /// <summary>Takes the rows of a block, which got consecutive node ids.</summary>
    /// <param name="parts">The rows.</param>
    /// <param name="firstNode">The first node id.</param>
    /// <param name="dropped">Rows that got none, ascending.</param>
    public void Add(List<PlacedRows> parts, long firstNode, ReadOnlySpan<Ids.DuplicateId> dropped)
    {
        lock (_lock)
        {
            foreach (var part in parts)
            {
                part.Number(firstNode, dropped);
                firstNode += part.NodeCount;
                if (part.NodeCount > 0)
                {
                    _parts.Add(part);
                }
            }
        }
    }

    /// <summary>The file and line of a node.</summary>
    public (string Path, long Line) Find(long node)
    {
        lock (_lock)
        {
            int low = 0;
            int high = _parts.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                (low, high) = _parts[middle].FirstNode <= node ? (middle, high) : (low, middle - 1);
            }
            return (_parts[low].Path, _parts[low].LineOf(node));
        }
    }
}
