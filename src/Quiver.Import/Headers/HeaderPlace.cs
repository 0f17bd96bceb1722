namespace Quiver.Import.Headers;

/// <summary>Where a field of a header stands in its file, of which there may be a million.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in the line, from 1.</param>
internal readonly record struct HeaderPlace(int Line, int Column);
