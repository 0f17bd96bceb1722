using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Gives no rows: what remains of a scan over a label or type that the database does not know.</summary>
internal sealed class EmptyOperator : Operator
{
    /// <inheritdoc/>
    public override Batch? Next() => null;

    /// <inheritdoc/>
    public override void Restart() { }
}
