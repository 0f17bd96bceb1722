namespace Quiver.Model;

/// <summary>A place in a query's text, as drivers and tools show it.</summary>
/// <param name="Offset">Zero-based offset in UTF-16 code units.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column in UTF-16 code units.</param>
public readonly record struct TextPosition(int Offset, int Line, int Column);
