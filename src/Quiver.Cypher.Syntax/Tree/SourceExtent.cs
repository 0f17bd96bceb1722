using Quiver.Model;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>The stretch of a query's text that a node was parsed from.</summary>
/// <param name="Start">The first character.</param>
/// <param name="EndOffset">Zero-based offset just behind the last character, in UTF-16 code units.</param>
public readonly record struct SourceExtent(TextPosition Start, int EndOffset)
{
    /// <summary>The text that the extent covers.</summary>
    /// <param name="source">The query's whole text, as given to the parser.</param>
    public string TextIn(string source) => source[Start.Offset..EndOffset];
}
