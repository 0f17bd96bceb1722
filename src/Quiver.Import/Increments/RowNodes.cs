using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>The nodes that the rows of node files stand for, by the numbers that the rows got. Filled in the order of numbers, then read by any thread.</summary>
internal sealed class RowNodes
{
    /// <summary>Stands for a row that has no node: what refers to it refers to nothing.</summary>
    public const long None = -1;

    /// <summary>In id maps nodes of the database stand with this added to their ids: above the numbers of all rows.</summary>
    public const long FirstOfDatabase = 1L << 48;

    private readonly List<Part> _parts = [];

    /// <summary>How many rows have numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Puts nodes in the place of what an id map has: of numbers of rows, or of nodes of the database. What is negative stays.</summary>
    public void Translate(Span<long> numbers)
    {
        // Most increments have one part, and neighbours are mostly of the same.
        var part = default(Part);
        long end = 0;
        foreach (ref long number in numbers)
        {
            if (number >= FirstOfDatabase)
            {
                number -= FirstOfDatabase;
            }
            else if (number >= 0)
            {
                if (number < part.First || number >= end)
                {
                    int at = PartOf(number);
                    part = _parts[at];
                    end = at + 1 < _parts.Count ? _parts[at + 1].First : Count;
                }
                number = part.NodeOf(number);
            }
        }
    }

    private int PartOf(long number)
    {
        int low = 0;
        int high = _parts.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _parts[middle].First <= number ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>Adds the nodes of the next rows. What is new in the order of rows takes a few bytes in all.</summary>
    public void Add(ReadOnlySpan<long> nodes)
    {
        if (nodes.IsEmpty)
        {
            return;
        }
        bool isRun = nodes[0] >= IncrementIds.First;
        for (int i = 1; i < nodes.Length && isRun; i++)
        {
            isRun = nodes[i] == nodes[0] + i;
        }
        if (!isRun || _parts.Count == 0 || !_parts[^1].GoesOn(Count, nodes[0]))
        {
            _parts.Add(new Part(Count, nodes[0], isRun ? null : nodes.ToArray()));
        }
        Count += nodes.Length;
    }

    private readonly record struct Part(long First, long FirstNode, long[]? Nodes)
    {
        /// <summary>Whether a node that is new is what the part gives for a number behind its rows.</summary>
        public bool GoesOn(long number, long node) => Nodes is null && NodeOf(number) == node;

        public long NodeOf(long number) => Nodes?[number - First] ?? FirstNode + number - First;
    }
}
