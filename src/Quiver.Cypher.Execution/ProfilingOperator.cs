using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>Counts another operator's rows, store accesses, memory and time.</summary>
internal sealed class ProfilingOperator(
    QueryContext context,
    Operator inner,
    OperatorProfile[] profile,
    PlanNode node
) : Operator
{
    private readonly OperatorProfile _own = profile[node.Id];

    /// <inheritdoc/>
    public override Batch? Next()
    {
        long start = context.Clock.MonotonicNanoseconds;
        long hits = context.StoreHits;
        var above = context.Memory.Holder;
        context.Memory.Holder = _own;
        var batch = inner.Next();
        context.Memory.Holder = above;
        _own.Rows += batch?.RowCount ?? 0;
        _own.InclusiveStoreHits += context.StoreHits - hits;
        _own.InclusiveNanoseconds += context.Clock.MonotonicNanoseconds - start;
        long below = 0;
        long hitsBelow = 0;
        foreach (var child in node.Children)
        {
            below += profile[child.Id].InclusiveNanoseconds;
            hitsBelow += profile[child.Id].InclusiveStoreHits;
        }
        _own.Nanoseconds = Math.Max(0, _own.InclusiveNanoseconds - below);
        _own.StoreHits = Math.Max(0, _own.InclusiveStoreHits - hitsBelow);
        return batch;
    }

    /// <inheritdoc/>
    public override void AllowReuse() => inner.AllowReuse();

    /// <inheritdoc/>
    public override void Restart()
    {
        var above = context.Memory.Holder;
        context.Memory.Holder = _own;
        inner.Restart();
        context.Memory.Holder = above;
    }
}
