using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>A|B</c>: satisfies at least one.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operands">The operands; at least two.</param>
public sealed record LabelDisjunction(SourceExtent Extent, ImmutableArray<LabelExpression> Operands)
    : LabelExpression(Extent);
