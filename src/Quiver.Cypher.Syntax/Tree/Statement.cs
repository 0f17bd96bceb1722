using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One whole statement: what precedes the query, and the query.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Text">The text that was parsed: column names and extents refer to it.</param>
/// <param name="Mode">Whether the query runs, is explained or is profiled.</param>
/// <param name="Version">What <c>CYPHER 5</c> or <c>CYPHER 25</c> asked for.</param>
/// <param name="Options">The options of a <c>CYPHER</c> prefix, in the order written.</param>
/// <param name="Query">What is asked.</param>
public sealed record Statement(
    SourceExtent Extent,
    string Text,
    StatementMode Mode,
    LanguageVersion Version,
    ImmutableArray<QueryOption> Options,
    Query Query
) : SyntaxNode(Extent)
{
    /// <summary>The database that <c>USE</c> names; null when the statement does not say.</summary>
    public GraphReference? Use { get; init; }
}
