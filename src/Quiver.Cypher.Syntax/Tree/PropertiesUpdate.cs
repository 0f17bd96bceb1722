namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>n = map</c> or <c>n += map</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Target">The node or relationship.</param>
/// <param name="Adds">Whether properties that the map does not name stay.</param>
/// <param name="Value">A map, or a node or relationship whose properties are copied.</param>
public sealed record PropertiesUpdate(
    SourceExtent Extent,
    Variable Target,
    bool Adds,
    Expression Value
) : UpdateItem(Extent);
