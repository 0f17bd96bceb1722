using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>UNWIND: a row for each element of a list.</summary>
/// <param name="list">The list.</param>
/// <param name="element">The element's variable.</param>
internal sealed class BoundUnwind(BoundExpression list, Variable element) : BoundClause
{
    /// <summary>The list.</summary>
    public BoundExpression List { get; } = list;

    /// <summary>The element's variable.</summary>
    public Variable Element { get; } = element;
}
