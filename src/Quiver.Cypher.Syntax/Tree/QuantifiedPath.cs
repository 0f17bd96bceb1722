namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>((a)-[:R]->(b) WHERE predicate){1,5}</c>: a path that is repeated. Outside, its variables are lists.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Pattern">The path of one repetition.</param>
/// <param name="Where">What each repetition must satisfy, if given.</param>
/// <param name="Length">How often it is repeated.</param>
public sealed record QuantifiedPath(
    SourceExtent Extent,
    PatternPart Pattern,
    Expression? Where,
    LengthRange Length
) : SyntaxNode(Extent);
