using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>{key: value}</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Entries">The entries in the order written; of equal keys the last counts.</param>
public sealed record MapExpression(SourceExtent Extent, ImmutableArray<MapEntry> Entries)
    : Expression(Extent);
