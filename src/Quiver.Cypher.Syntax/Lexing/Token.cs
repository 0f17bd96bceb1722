namespace Quiver.Cypher.Syntax.Lexing;

/// <summary>One word, number, string or sign of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Keyword">Which keyword an unquoted name spells, if any.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset just behind its last character.</param>
internal readonly record struct Token(TokenKind Kind, Keyword Keyword, int Start, int End);
