using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Quiver.Csv;

/// <summary>The notations in which a delimiter or quote can be given on a command line.</summary>
public static class CsvCharacter
{
    /// <summary>
    /// Reads a notation: one ASCII character, <c>TAB</c>, <c>\t</c>, <c>\44</c> (decimal code), <c>U+0009</c> or <c>\u0009</c>.
    /// </summary>
    /// <param name="notation">What the user wrote.</param>
    /// <param name="character">The byte.</param>
    /// <param name="problem">Why not, when false.</param>
    public static bool TryParse(
        string notation,
        out byte character,
        [NotNullWhen(false)] out string? problem
    )
    {
        character = 0;
        problem = null;
        int code = Decode(notation);
        if (code < 0)
        {
            problem =
                $"Unsupported character '{notation}'. Give one character, TAB, \\t, a decimal code such as \\44, or U+0009.";
        }
        else if (code >= 0x80)
        {
            problem = $"'{notation}' must be a single byte in UTF-8: choose a character of ASCII.";
        }
        else
        {
            character = (byte)code;
        }
        return problem is null;
    }

    /// <summary>The byte as a message shows it.</summary>
    public static string Describe(byte character) =>
        character switch
        {
            (byte)'\t' => "TAB",
            < 0x20 or >= 0x7F => $"U+{character:X4}",
            _ => $"'{(char)character}'",
        };

    private static int Decode(string notation)
    {
        if (notation.Length == 1)
        {
            return notation[0];
        }
        if (notation is "TAB" or "\\t")
        {
            return '\t';
        }
        bool isHex =
            notation.Length == 6
            && (
                notation.StartsWith("U+", StringComparison.OrdinalIgnoreCase)
                || notation.StartsWith("\\u", StringComparison.Ordinal)
            );
        if (isHex)
        {
            return int.TryParse(
                notation.AsSpan(2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out int hex
            )
                ? hex
                : -1;
        }
        return
            notation.StartsWith('\\')
            && int.TryParse(
                notation.AsSpan(1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int code
            )
            ? code
            : -1;
    }
}
