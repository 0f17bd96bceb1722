using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>One side of a join, asked only when the other side, which changes the graph, has made all of its changes.</summary>
internal sealed class AfterOperator(Operator source, EagerOperator first) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        first.Fill();
        return source.Next();
    }

    /// <inheritdoc/>
    public override void Restart() => source.Restart();
}
