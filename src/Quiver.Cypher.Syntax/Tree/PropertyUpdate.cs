namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>n.key = value</c> or <c>n[key] = value</c>; in REMOVE without the value.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Target">A <see cref="PropertyAccess"/> or <see cref="IndexAccess"/>.</param>
/// <param name="Value">The new value; null in REMOVE.</param>
public sealed record PropertyUpdate(SourceExtent Extent, Expression Target, Expression? Value)
    : UpdateItem(Extent);
