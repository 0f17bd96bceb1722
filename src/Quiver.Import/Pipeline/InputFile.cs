namespace Quiver.Import.Pipeline;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="HasHeader">Whether its first row is the header and no data.</param>
/// <param name="Length">Its length on disk in bytes.</param>
internal sealed record InputFile(string Path, bool HasHeader, long Length);
