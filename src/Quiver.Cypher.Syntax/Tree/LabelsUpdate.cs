using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>n:A:B</c> or <c>n IS A</c> in SET and REMOVE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Target">The node.</param>
/// <param name="Labels">A <see cref="LabelName"/> or <see cref="DynamicLabel"/> each; at least one.</param>
public sealed record LabelsUpdate(
    SourceExtent Extent,
    Variable Target,
    ImmutableArray<LabelExpression> Labels
) : UpdateItem(Extent);
