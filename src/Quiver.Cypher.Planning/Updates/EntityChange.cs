using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Updates;

/// <summary>A change of a node or relationship that exists: one item of SET or REMOVE.</summary>
/// <param name="Entity">The node or relationship; nothing happens where it is null.</param>
public abstract record EntityChange(BoundExpression Entity)
{
    /// <summary>The operator that makes only this change, as EXPLAIN names it.</summary>
    internal abstract string OperatorName { get; }

    /// <summary>All that is evaluated for it.</summary>
    public abstract IEnumerable<BoundExpression> Expressions { get; }

    internal abstract EntityChange Map(Func<BoundExpression, BoundExpression> map);
}
