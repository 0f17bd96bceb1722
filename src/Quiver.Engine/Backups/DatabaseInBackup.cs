namespace Quiver.Engine.Backups;

/// <summary>A database in a finished backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">The bookmark of its newest commit in the backup.</param>
/// <param name="Bytes">How many bytes its files have.</param>
/// <param name="NodeCount">How many nodes it had.</param>
/// <param name="RelationshipCount">How many relationships it had.</param>
public sealed record DatabaseInBackup(
    string Name,
    string Position,
    long Bytes,
    long NodeCount,
    long RelationshipCount
);
