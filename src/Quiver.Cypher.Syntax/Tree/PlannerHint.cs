using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>USING INDEX n:Label(key)</c>, <c>USING SCAN n:Label</c> or <c>USING JOIN ON n</c> behind a MATCH: how to find something.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Variables">What is to be found so; one unless it is a join.</param>
/// <param name="Token">The label or type; null for a join.</param>
/// <param name="Keys">The property keys of the index.</param>
public sealed record PlannerHint(
    SourceExtent Extent,
    PlannerHintKind Kind,
    ImmutableArray<Variable> Variables,
    Name? Token,
    ImmutableArray<Name> Keys
) : SyntaxNode(Extent);
