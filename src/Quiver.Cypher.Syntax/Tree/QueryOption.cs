namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One <c>name=value</c> of a <c>CYPHER</c> prefix; the parser accepts only known ones.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Key">The option, as written.</param>
/// <param name="Setting">What it is set to, as written.</param>
public sealed record QueryOption(SourceExtent Extent, string Key, string Setting)
    : SyntaxNode(Extent);
