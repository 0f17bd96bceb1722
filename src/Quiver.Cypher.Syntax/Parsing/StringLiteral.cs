using System.Globalization;
using System.Text;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>What the text between quotes means.</summary>
internal static class StringLiteral
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>The string that a token spells, its escapes resolved.</summary>
    /// <exception cref="Model.Status.CypherException">An escape is unknown or malformed.</exception>
    public static string Decode(SourceText source, Token token)
    {
        int end = token.End - 1;
        var text = source.Text.AsSpan(0, end);
        int position = token.Start + 1;
        if (!text[position..].Contains('\\'))
        {
            return text[position..].ToString();
        }
        var decoded = new StringBuilder(end - position);
        while (position < end)
        {
            if (text[position] != '\\')
            {
                decoded.Append(text[position++]);
            }
            else if (position + 1 < end && text[position + 1] is 'u' or 'U')
            {
                decoded.Append(UnicodeEscape(source, text, position));
                position += UnicodeEscapeLength;
            }
            else
            {
                decoded.Append(SimpleEscape(source, text, position));
                position += 2;
            }
        }
        return decoded.ToString();
    }

    private static char UnicodeEscape(SourceText source, ReadOnlySpan<char> text, int position)
    {
        bool valid =
            position + UnicodeEscapeLength <= text.Length
            & ushort.TryParse(
                text[
                    Math.Min(position + 2, text.Length)..Math.Min(
                        position + UnicodeEscapeLength,
                        text.Length
                    )
                ],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ushort unit
            );
        return valid ? (char)unit : throw SyntaxErrors.InvalidUnicodeEscape(source, position);
    }

    private static char SimpleEscape(SourceText source, ReadOnlySpan<char> text, int position) =>
        text[position + 1] switch
        {
            '\\' => '\\',
            '\'' => '\'',
            '"' => '"',
            '`' => '`',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            char other => throw SyntaxErrors.InvalidEscape(source, position, $"\\{other}"),
        };
}
