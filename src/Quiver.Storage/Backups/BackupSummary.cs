namespace Quiver.Storage.Backups;

/// <summary>What a finished or verified backup is.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">The SHA-256 of all of it, in lower-case hexadecimal digits, as <c>sha256sum</c> prints it.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="Databases">What it holds.</param>
public sealed record BackupSummary(
    string Path,
    long Bytes,
    string Checksum,
    DateTimeOffset Created,
    IReadOnlyList<BackedUpDatabase> Databases
);
