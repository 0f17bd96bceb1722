using System.Globalization;
using System.Text;

namespace Quiver.Cypher.Syntax.Lexing;

/// <summary>Which characters separate tokens, start names and continue names.</summary>
internal static class CypherCharacters
{
    /// <summary>Whether a character separates tokens and means nothing else.</summary>
    public static bool IsWhiteSpace(char character) =>
        char.IsWhiteSpace(character) || character is (>= '\u001C' and <= '\u001F') or '\u180E';

    /// <summary>Whether a character may start a name that is not quoted.</summary>
    public static bool StartsName(Rune rune) =>
        rune.IsAscii
            ? Rune.IsLetter(rune) || rune.Value == '_'
            : Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.UppercaseLetter
                    or UnicodeCategory.LowercaseLetter
                    or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.OtherLetter
                    or UnicodeCategory.LetterNumber
                    or UnicodeCategory.ConnectorPunctuation
                    or UnicodeCategory.CurrencySymbol;

    /// <summary>Whether a character may stand within a name that is not quoted.</summary>
    public static bool ContinuesName(Rune rune) =>
        rune.IsAscii
            ? Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '$'
            : StartsName(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.DecimalDigitNumber
                        or UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark
                        or UnicodeCategory.Format;

    /// <summary>Where the first character stands that names without back-ticks may hold in Cypher 5 and no longer in Cypher 25, or -1.</summary>
    public static int FindOld(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '$' || (!char.IsAscii(name[i]) && IsFormat(name[i..])))
            {
                return i;
            }
        }
        return -1;
    }

    private static bool IsFormat(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done
        && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>Whether a name may be written without back-ticks in every version of the language.</summary>
    public static bool IsPlainName(string name)
    {
        if (FindOld(name) >= 0)
        {
            return false;
        }
        bool first = true;
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (!(first ? StartsName(rune) : ContinuesName(rune)))
            {
                return false;
            }
            first = false;
        }
        return !first;
    }
}
