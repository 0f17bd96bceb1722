namespace Quiver.Engine.Backups;

/// <summary>What is to be backed up, and where to.</summary>
/// <param name="Path">
/// A file or, where a folder stands or with a slash at its end, a folder; relative to the folder of backups. Null for a new file in that folder.
/// </param>
/// <param name="Database">A database's name or alias; null for all, <c>system</c> among them.</param>
/// <param name="IsConfined">Whether the path must lie in the folder of backups.</param>
public sealed record BackupRequest(string? Path, string? Database, bool IsConfined = true);
