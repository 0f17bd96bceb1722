using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Shows;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>SHOW: the rows of a list that the server keeps.</summary>
/// <param name="selection">What is listed.</param>
/// <param name="names">The names that it asks for; empty for all.</param>
/// <param name="columns">The columns, named as those of the list.</param>
internal sealed class BoundShow(
    ShowSelection selection,
    IReadOnlyList<BoundExpression> names,
    IReadOnlyList<Variable> columns
) : BoundClause
{
    /// <summary>What is listed.</summary>
    public ShowSelection Selection { get; } = selection;

    /// <summary>The names that it asks for; empty for all.</summary>
    public IReadOnlyList<BoundExpression> Names { get; } = names;

    /// <summary>The columns, named as those of the list.</summary>
    public IReadOnlyList<Variable> Columns { get; } = columns;
}
