namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>SEARCH variable IN (VECTOR INDEX name FOR query [WHERE condition] LIMIT count) [SCORE AS score]</c> behind the pattern of a MATCH: only the nearest entities of the index match.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Entity">The pattern's variable that they are bound to.</param>
/// <param name="Index">The index.</param>
/// <param name="Query">The vector to be near to.</param>
/// <param name="Where">What an entity must satisfy to be taken at all, if anything; one behind the pattern is asked of those that were taken.</param>
/// <param name="Limit">How many entities are taken from the index.</param>
/// <param name="Score">What their scores are called, if they are wanted.</param>
public sealed record VectorSearch(
    SourceExtent Extent,
    Variable Entity,
    Name Index,
    Expression Query,
    Expression? Where,
    Expression Limit,
    Variable? Score
) : SyntaxNode(Extent);
