using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Quiver.Csv;

/// <summary>A character that separates or quotes cells, and the notations in which a command line gives it.</summary>
/// <param name="Rune">The character.</param>
public readonly record struct CsvCharacter(Rune Rune)
{
    private const int UnicodeNotationLength = 6;

    /// <summary>Whether it is a single byte of UTF-8.</summary>
    public bool IsAscii => Rune.IsAscii;

    /// <summary>Makes a character of a UTF-16 unit that is no surrogate.</summary>
    public static CsvCharacter FromChar(char character) => new(new Rune(character));

    /// <summary>A UTF-16 unit that is no surrogate as a character.</summary>
    public static implicit operator CsvCharacter(char character) => FromChar(character);

    /// <summary>
    /// Reads a notation: one character, <c>TAB</c>, <c>\t</c>, <c>\44</c> (decimal code), <c>U+0009</c> or <c>\u0009</c> (four hexadecimal digits).
    /// </summary>
    /// <param name="notation">What the user wrote.</param>
    /// <param name="character">The character.</param>
    /// <param name="problem">Why not, when false.</param>
    public static bool TryParse(
        string notation,
        out CsvCharacter character,
        [NotNullWhen(false)] out string? problem
    )
    {
        bool isCharacter = TryDecode(notation, out var rune);
        character = new CsvCharacter(rune);
        problem = isCharacter
            ? null
            : $"Unsupported character '{notation}'. Give one character, TAB, \\t, a decimal code such as \\44, or U+0009.";
        return isCharacter;
    }

    /// <summary>The character as a message shows it.</summary>
    public static string Describe(CsvCharacter character) =>
        character.Rune.Value switch
        {
            '\t' => "TAB",
            < 0x20 or 0x7F or (>= 0x80 and < 0xA1) => $"U+{character.Rune.Value:X4}",
            _ => $"'{character.Rune}'",
        };

    /// <summary>The character itself.</summary>
    public override string ToString() => Rune.ToString();

    /// <summary>The character's bytes.</summary>
    public byte[] ToUtf8()
    {
        byte[] bytes = new byte[Rune.Utf8SequenceLength];
        Rune.EncodeToUtf8(bytes);
        return bytes;
    }

    private static bool TryDecode(string notation, out Rune rune)
    {
        if (
            Rune.DecodeFromUtf16(notation, out rune, out int units)
                == System.Buffers.OperationStatus.Done
            && units == notation.Length
        )
        {
            return true;
        }
        if (notation is "TAB" or "\\t")
        {
            rune = new Rune('\t');
            return true;
        }
        bool isHex =
            notation.Length == UnicodeNotationLength
            && (
                notation.StartsWith("U+", StringComparison.OrdinalIgnoreCase)
                || notation.StartsWith("\\u", StringComparison.Ordinal)
            );
        bool isDecimal = !isHex && notation.StartsWith('\\');
        var digits = notation.AsSpan(Math.Min(notation.Length, isHex ? 2 : 1));
        int code = -1;
        bool isCode =
            (
                isHex
                && int.TryParse(
                    digits,
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out code
                )
            )
            || (
                isDecimal
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code)
            );
        return Rune.TryCreate(code, out rune) && isCode;
    }
}
