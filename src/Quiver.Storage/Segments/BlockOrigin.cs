namespace Quiver.Storage.Segments;

/// <summary>Where a block came from: what an error about its content names.</summary>
/// <param name="File">The path of its store file.</param>
/// <param name="Offset">Its offset in the file.</param>
internal sealed record BlockOrigin(string File, long Offset);
