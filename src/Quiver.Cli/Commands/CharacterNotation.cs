using System.Globalization;
using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands;

/// <summary>Reads a delimiter or quote: the character itself, <c>TAB</c>, <c>\t</c>, <c>\44</c> (decimal), <c>U+0009</c> or <c>\u0009</c>.</summary>
internal static class CharacterNotation
{
    private const int UnicodeNotationLength = 6;

    /// <summary>Reads the notation; it must mean a character of one byte in UTF-8.</summary>
    public static byte Parse(string option, string? text, char defaultValue)
    {
        int character = text is null ? defaultValue : Decode(option, text);
        return character is > 0 and < 0x80 and not '\n' and not '\r'
            ? (byte)character
            : throw UsageErrors.Invalid(
                $"Unsupported character '{text}' for '{option}': it must be a single byte in UTF-8 and no line end."
            );
    }

    private static int Decode(string option, string text)
    {
        if (text.Length == 1)
        {
            return text[0];
        }
        if (text is "TAB" or "\\t")
        {
            return '\t';
        }
        if (
            text.Length == UnicodeNotationLength
            && (
                text.StartsWith("U+", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("\\u", StringComparison.Ordinal)
            )
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, null, out int code)
        )
        {
            return code;
        }
        if (
            text[0] == '\\'
            && int.TryParse(text.AsSpan(1), NumberStyles.None, null, out int number)
        )
        {
            return number;
        }
        throw UsageErrors.Invalid(
            $"Unsupported character '{text}' for '{option}': write the character itself, TAB, \\t, a decimal code like \\44, or U+002C."
        );
    }
}
