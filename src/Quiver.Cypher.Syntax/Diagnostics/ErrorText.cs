using System.Globalization;
using Quiver.Model;

namespace Quiver.Cypher.Syntax.Diagnostics;

/// <summary>The shape that every message about a place in a query has, whoever finds the fault.</summary>
public static class ErrorText
{
    /// <summary>
    /// The message followed by line, column and offset, the line of the query in quotes, and a caret under the place:
    /// <code>
    /// Invalid input 'RETRN': expected 'MATCH' or 'RETURN' (line 1, column 1 (offset: 0))
    /// "RETRN 1"
    ///  ^
    /// </code>
    /// </summary>
    /// <param name="message">What is wrong, without a full stop.</param>
    /// <param name="query">The query's whole text.</param>
    /// <param name="position">The place in it. Very long lines are quoted around it only.</param>
    public static string At(string message, string query, TextPosition position)
    {
        int lineStart = position.Offset - (position.Column - 1);
        int length = query.AsSpan(lineStart).IndexOfAny('\n', '\r');
        int lineEnd = length < 0 ? query.Length : lineStart + length;
        int from = lineStart;
        if (lineEnd - lineStart > SyntaxLimits.MaxExcerptLength)
        {
            from = Math.Max(lineStart, position.Offset - SyntaxLimits.MaxExcerptLength / 2);
            lineEnd = Math.Min(lineEnd, from + SyntaxLimits.MaxExcerptLength);
        }
        string excerpt = query[from..lineEnd];
        string indent = new(' ', position.Offset - from + 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{message} (line {position.Line}, column {position.Column} (offset: {position.Offset}))\n\"{excerpt}\"\n{indent}^"
        );
    }
}
