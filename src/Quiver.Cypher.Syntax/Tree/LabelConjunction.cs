using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>A&amp;B</c> or <c>:A:B</c>: satisfies all.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operands">The operands; at least two.</param>
public sealed record LabelConjunction(SourceExtent Extent, ImmutableArray<LabelExpression> Operands)
    : LabelExpression(Extent);
