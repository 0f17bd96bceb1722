using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A number, string, boolean or null written in the query. A sign before a number is a <see cref="UnaryArithmetic"/>, but for the smallest integer.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Value">The value.</param>
public sealed record Literal(SourceExtent Extent, Value Value) : Expression(Extent);
