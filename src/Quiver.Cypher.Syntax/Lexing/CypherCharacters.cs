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

    /// <summary>Whether a name may be written without back-ticks.</summary>
    public static bool IsPlainName(string name)
    {
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
