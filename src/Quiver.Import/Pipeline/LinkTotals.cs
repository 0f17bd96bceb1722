using Quiver.Storage.Statistics;

namespace Quiver.Import.Pipeline;

/// <summary>The counts that fall out of linking. Thread safe.</summary>
internal sealed class LinkTotals
{
    /// <summary>Fewer pairs are counted before a thread has begun.</summary>
    private const long LeastSharedPairs = 1 << 18;

    private readonly Lock _lock = new();

    /// <summary>Relationships by label set of the start and type.</summary>
    public LabelSetTypeCounts ByStart { get; } = new();

    /// <summary>Relationships by label set of the end and type.</summary>
    public LabelSetTypeCounts ByEnd { get; } = new();

    /// <summary>Relationships by type.</summary>
    public Dictionary<int, long> ByType { get; } = [];

    /// <summary>Property values of relationships.</summary>
    public long PropertyCount { get; private set; }

    /// <summary>Adds one block's sums, and sets them back to 0.</summary>
    public void Add(LabelSetTypeCounts target, int type, LabelSetSums sums)
    {
        lock (_lock)
        {
            target.Add(type, sums);
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

    /// <summary>The counts by label and type, of starts and of ends; each on a thread of its own where there are many.</summary>
    public (PairCounts Starts, PairCounts Ends) ToCounts(LabelSets sets)
    {
        LabelSetTypeCounts[] sums = [ByStart, ByEnd];
        var counts = new PairCounts[sums.Length];
        bool isLarge = sums.Sum(static sum => sum.Count) >= LeastSharedPairs;
        int threads = isLarge ? sums.Length : 1;
        WorkerThreads.Run(
            threads,
            new FaultLog(),
            number =>
            {
                for (int i = number; i < sums.Length; i += threads)
                {
                    counts[i] = sums[i].ToCounts(sets);
                }
            }
        );
        return (counts[0], counts[1]);
    }

    /// <summary>Takes counts up again that <see cref="WriteTo"/> wrote.</summary>
    public static LinkTotals Read(BinaryReader input)
    {
        var totals = new LinkTotals { PropertyCount = input.ReadInt64() };
        totals.ByStart.Restore(input);
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            totals.ByType.Add(input.ReadInt32(), input.ReadInt64());
        }
        return totals;
    }

    /// <summary>Takes up what <see cref="WriteEndsTo"/> wrote besides.</summary>
    public void ReadEnds(BinaryReader input) => ByEnd.Restore(input);

    /// <summary>Writes the counts of the half of linking that goes by starts, to which nobody adds any more: the later half only counts by end.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(PropertyCount);
        ByStart.WriteTo(output);
        output.Write(ByType.Count);
        foreach (var (type, count) in ByType)
        {
            output.Write(type);
            output.Write(count);
        }
    }

    /// <summary>Writes the counts of the later half.</summary>
    public void WriteEndsTo(BinaryWriter output) => ByEnd.WriteTo(output);
}
