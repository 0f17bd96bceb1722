namespace Quiver.Storage.Information;

/// <summary>How many entities have a label or type.</summary>
/// <param name="Name">The label's or type's name.</param>
/// <param name="Count">How many.</param>
public readonly record struct NamedCount(string Name, long Count);
