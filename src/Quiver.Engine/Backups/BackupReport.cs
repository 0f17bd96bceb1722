namespace Quiver.Engine.Backups;

/// <summary>A finished backup.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">The SHA-256 of all of it, in lower-case hexadecimal digits.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="Databases">What it holds.</param>
public sealed record BackupReport(
    string Path,
    long Bytes,
    string Checksum,
    DateTimeOffset Created,
    IReadOnlyList<DatabaseInBackup> Databases
);
