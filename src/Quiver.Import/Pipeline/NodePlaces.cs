namespace Quiver.Import.Pipeline;

/// <summary>Where in the input each node with an id stands, and each other one where a schema is asked for: for messages about a second one of the same id or values. Filled in the order of node ids. Thread safe.</summary>
internal sealed class NodePlaces
{
    private readonly Lock _lock = new();
    private readonly List<PlacedRows> _parts = [];

    /// <summary>Takes places up again that <see cref="WriteTo"/> described.</summary>
    public static NodePlaces Read(BinaryReader input)
    {
        var places = new NodePlaces();
        string[] paths = new string[input.ReadInt32()];
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = input.ReadString();
        }
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            string path = paths[input.ReadInt32()];
            places._parts.Add(new PlacedRows(input, path));
        }
        return places;
    }

    /// <summary>Describes all places so that another process can take them up; nobody adds to them meanwhile.</summary>
    public void WriteTo(BinaryWriter output)
    {
        lock (_lock)
        {
            var paths = _parts.Select(part => part.Path).Distinct(StringComparer.Ordinal).ToList();
            output.Write(paths.Count);
            paths.ForEach(output.Write);
            var numbers = paths
                .Index()
                .ToDictionary(path => path.Item, path => path.Index, StringComparer.Ordinal);
            output.Write(_parts.Count);
            foreach (var part in _parts)
            {
                output.Write(numbers[part.Path]);
                part.WriteTo(output);
            }
        }
    }

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
