using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>A cursor over a step's relationships, made anew when the statement reads another snapshot than before.</summary>
internal sealed class StepCursor(ExpandStep step)
{
    private Snapshot? _snapshot;
    private Expansion? _expansion;

    /// <summary>The cursor over the graph as it is now.</summary>
    public Expansion Open(QueryContext context)
    {
        var snapshot = context.Snapshot;
        if (!ReferenceEquals(snapshot, _snapshot))
        {
            _snapshot = snapshot;
            _expansion = step.Open(context);
        }
        return _expansion!;
    }
}
