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
}
