using Quiver.Csv;

namespace Quiver.Import.Headers;

/// <summary>A field of a header row as it stands in the file.</summary>
/// <param name="Text">Its text, without quotes around it.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="IsQuoted">Whether it stands between quotes.</param>
internal readonly record struct HeaderCell(string Text, CsvPosition Place, bool IsQuoted);
