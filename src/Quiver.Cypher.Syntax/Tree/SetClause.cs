using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>SET: changes properties and adds labels.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Items">What is set; at least one.</param>
public sealed record SetClause(SourceExtent Extent, ImmutableArray<UpdateItem> Items)
    : UpdatingClause(Extent);
