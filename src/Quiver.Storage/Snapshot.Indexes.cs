using Quiver.Foundation;
using Quiver.Storage.FullText;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage;

/// <content>Reads of indexes.</content>
public sealed partial class Snapshot
{
    /// <summary>A reusable search in an index that is <see cref="SchemaView.IsOnline">online</see> and <see cref="IndexDefinition.AnswersConditions"/>.</summary>
    public IndexCursor OpenIndex(IndexDefinition index)
    {
        var layers = LayersOf(index);
        return index.Kind switch
        {
            IndexKind.Text => new TextIndexCursor(layers),
            IndexKind.Point => new PointIndexCursor(layers),
            _ => new RangeIndexCursor(layers),
        };
    }

    /// <summary>What a full-text index knows; it is <see cref="SchemaView.IsOnline">online</see>.</summary>
    public FullTextIndex OpenFullText(IndexDefinition index) => new(LayersOf(index));

    /// <summary>How many entries and keys an index that is online has, about. Cheap.</summary>
    public IndexStatistics EstimateIndex(IndexDefinition index)
    {
        long entries = 0;
        long keys = 0;
        foreach (ref readonly var layer in LayersOf(index).Layers.AsSpan())
        {
            entries += layer.Entries.EntryCount;
            keys += layer.Entries.DistinctKeys;
        }
        return new(entries, keys);
    }

    /// <summary>The lists of an index that is online.</summary>
    internal IndexLayers LayersOf(IndexDefinition index)
    {
        bool isBuilt = _pinned.Indexes.TryGet(index.Id, out var built);
        Invariant.Assert(isBuilt);
        return _shared?.LayersOf(index, built!)
            ?? IndexLayers.Of(index, built!, _pinned, _runs, Delta.Length);
    }
}
