namespace Quiver.Storage.Backups;

/// <summary>A file of a database in a backup.</summary>
/// <param name="Path">Its path in the database's folder: <c>MANIFEST</c>, <c>store/…</c> or <c>log/…</c>.</param>
/// <param name="Offset">Where its bytes begin in the backup.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Checksum">Their CRC-32C.</param>
public readonly record struct BackedUpFile(string Path, long Offset, long Length, uint Checksum);
