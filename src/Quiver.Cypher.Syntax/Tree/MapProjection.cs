using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>n {.name, .*, key: value, other}</c>: a map made from an entity or map.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Subject">Where <c>.name</c> and <c>.*</c> look.</param>
/// <param name="Items">What goes into the map, in order.</param>
public sealed record MapProjection(
    SourceExtent Extent,
    Variable Subject,
    ImmutableArray<MapProjectionItem> Items
) : Expression(Extent);
