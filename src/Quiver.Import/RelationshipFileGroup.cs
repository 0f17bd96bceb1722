namespace Quiver.Import;

/// <summary>Files of relationships that share one header: the first line of the first file.</summary>
/// <param name="Type">The type of rows that do not name one themselves; null when only the TYPE column does.</param>
/// <param name="Files">Paths of the files.</param>
public sealed record RelationshipFileGroup(string? Type, IReadOnlyList<string> Files);
