namespace Quiver.Import.Pipeline;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="HasHeader">Whether its first row is the header and no data.</param>
/// <param name="HasMultilineFields">Whether quoted cells may contain line ends in it.</param>
/// <param name="Length">Its length on disk in bytes.</param>
internal sealed record InputFile(string Path, bool HasHeader, bool HasMultilineFields, long Length);
