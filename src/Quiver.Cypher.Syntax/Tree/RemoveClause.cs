using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>REMOVE: takes properties and labels away.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Items">What is removed: properties without a value, and labels; at least one.</param>
public sealed record RemoveClause(SourceExtent Extent, ImmutableArray<UpdateItem> Items)
    : UpdatingClause(Extent);
