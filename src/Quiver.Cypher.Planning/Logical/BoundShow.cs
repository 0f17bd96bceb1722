using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Shows;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>SHOW or TERMINATE: the rows of a list that the server keeps.</summary>
/// <param name="selection">What is listed.</param>
/// <param name="names">The names that it asks for; empty for all.</param>
/// <param name="columns">The columns that are taken.</param>
/// <param name="indexes">Which of the list's columns each of these is.</param>
internal sealed class BoundShow(
    ShowSelection selection,
    IReadOnlyList<BoundExpression> names,
    IReadOnlyList<Variable> columns,
    IReadOnlyList<int> indexes
) : BoundClause
{
    /// <summary>What is listed.</summary>
    public ShowSelection Selection { get; } = selection;

    /// <summary>The names that it asks for; empty for all.</summary>
    public IReadOnlyList<BoundExpression> Names { get; } = names;

    /// <summary>The columns that are taken.</summary>
    public IReadOnlyList<Variable> Columns { get; } = columns;

    /// <summary>Which of the list's columns each of these is.</summary>
    public IReadOnlyList<int> Indexes { get; } = indexes;

    /// <summary>Whether it follows another, and lists for each row of that.</summary>
    public bool IsForEachRow { get; init; }
}
