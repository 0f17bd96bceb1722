using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What WITH and RETURN have in common.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Distinct">Whether equal rows fold into one.</param>
/// <param name="IncludesAll">Whether a <c>*</c> stands first: all variables in scope.</param>
/// <param name="Items">The items (after the <c>*</c>, if any); empty only with a <c>*</c>.</param>
/// <param name="OrderBy">The sort keys, most significant first; may be empty.</param>
/// <param name="Skip">How many rows to leave out, if given.</param>
/// <param name="Limit">How many rows to keep, if given.</param>
public sealed record ProjectionBody(
    SourceExtent Extent,
    bool Distinct,
    bool IncludesAll,
    ImmutableArray<ProjectionItem> Items,
    ImmutableArray<SortItem> OrderBy,
    Expression? Skip,
    Expression? Limit
) : SyntaxNode(Extent)
{
    /// <summary>What makes a group, if that is said; otherwise it follows from the items.</summary>
    public Grouping? Grouping { get; init; }
}
