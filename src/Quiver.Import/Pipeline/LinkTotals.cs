using System.Runtime.InteropServices;

namespace Quiver.Import.Pipeline;

/// <summary>The counts that fall out of linking. Thread safe.</summary>
internal sealed class LinkTotals
{
    private readonly Lock _lock = new();

    /// <summary>Relationships by label set of the start and type.</summary>
    public Dictionary<(int LabelSet, int Type), long> ByStart { get; } = [];

    /// <summary>Relationships by label set of the end and type.</summary>
    public Dictionary<(int LabelSet, int Type), long> ByEnd { get; } = [];

    /// <summary>Relationships by type.</summary>
    public Dictionary<int, long> ByType { get; } = [];

    /// <summary>Property values of relationships.</summary>
    public long PropertyCount { get; private set; }

    /// <summary>Adds one block's sums, and sets them back to 0.</summary>
    public void Add(Dictionary<(int LabelSet, int Type), long> target, int type, LabelSetSums sums)
    {
        lock (_lock)
        {
            foreach (int set in sums.Touched)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(target, (set, type), out _) += sums.Of(
                    set
                );
            }
        }
        sums.Clear();
    }

    /// <summary>Adds relationships of a type and their property values.</summary>
    public void Add(int type, long relationships, long properties)
    {
        lock (_lock)
        {
            ByType[type] = ByType.GetValueOrDefault(type) + relationships;
            PropertyCount += properties;
        }
    }

    /// <summary>Takes counts up again that <see cref="WriteTo"/> wrote.</summary>
    public static LinkTotals Read(BinaryReader input)
    {
        var totals = new LinkTotals { PropertyCount = input.ReadInt64() };
        Read(input, totals.ByStart);
        Read(input, totals.ByEnd);
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            totals.ByType.Add(input.ReadInt32(), input.ReadInt64());
        }
        return totals;
    }

    /// <summary>Writes the counts; nobody adds to them meanwhile.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(PropertyCount);
        Write(output, ByStart);
        Write(output, ByEnd);
        output.Write(ByType.Count);
        foreach (var (type, count) in ByType)
        {
            output.Write(type);
            output.Write(count);
        }
    }

    private static void Read(BinaryReader input, Dictionary<(int LabelSet, int Type), long> counts)
    {
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            counts.Add((input.ReadInt32(), input.ReadInt32()), input.ReadInt64());
        }
    }

    private static void Write(
        BinaryWriter output,
        Dictionary<(int LabelSet, int Type), long> counts
    )
    {
        output.Write(counts.Count);
        foreach (var ((set, type), count) in counts)
        {
            output.Write(set);
            output.Write(type);
            output.Write(count);
        }
    }
}
