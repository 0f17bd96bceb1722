using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>A search in a point index: the stretches of the curve that cover a box.</summary>
/// <param name="layers">The index.</param>
internal sealed class PointIndexCursor(IndexLayers layers) : CandidateCursor(layers)
{
    /// <inheritdoc/>
    protected override long Collect(IndexRun entries, IndexPredicate predicate, List<long> ids)
    {
        if (predicate.Kind == IndexPredicateKind.Exists)
        {
            return CollectStretch(entries, [], [], ids);
        }
        long blocks = 0;
        foreach (var (low, high) in StretchesOf(predicate))
        {
            blocks += CollectStretch(entries, low, high, ids);
        }
        return blocks;
    }

    /// <inheritdoc/>
    protected override long Estimate(IndexRun entries, IndexPredicate predicate)
    {
        if (predicate.Kind == IndexPredicateKind.Exists)
        {
            return entries.EntryCount;
        }
        long count = 0;
        foreach (var (low, high) in StretchesOf(predicate))
        {
            count += CountStretch(entries, low, high);
        }
        return count;
    }

    private static IEnumerable<(byte[] Low, byte[] High)> StretchesOf(IndexPredicate predicate)
    {
        var box = predicate.Kind switch
        {
            IndexPredicateKind.WithinBox => PointBox.Of(predicate.Low, predicate.High),
            IndexPredicateKind.Exact => PointBox.Of(predicate.Low, predicate.Low),
            IndexPredicateKind.WithinDistance
                when predicate.Low.Kind == ValueKind.Point && predicate.Distance >= 0 =>
                PointBox.Around(predicate.Low.AsPoint(), predicate.Distance),
            _ => null,
        };
        if (box is { } found)
        {
            foreach (var part in found.Parts())
            {
                foreach (var stretch in PointCurve.Stretches(part))
                {
                    yield return stretch;
                }
            }
        }
    }
}
