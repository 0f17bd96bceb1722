using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>Counts another operator's rows and time.</summary>
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
        var batch = inner.Next();
        _own.Rows += batch?.RowCount ?? 0;
        _own.InclusiveNanoseconds += context.Clock.MonotonicNanoseconds - start;
        long below = 0;
        foreach (var child in node.Children)
        {
            below += profile[child.Id].InclusiveNanoseconds;
        }
        _own.Nanoseconds = Math.Max(0, _own.InclusiveNanoseconds - below);
        return batch;
    }

    /// <inheritdoc/>
    public override void Restart() => inner.Restart();
}
