namespace Quiver.Storage.Information;

/// <summary>Bytes on disk of a part of a database.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Name">The property's, or for adjacency the type's, name; empty otherwise.</param>
/// <param name="Bytes">Its size.</param>
public readonly record struct PartSize(PartKind Kind, string Name, long Bytes);
