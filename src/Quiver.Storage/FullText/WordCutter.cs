using System.Globalization;
using System.Text;

namespace Quiver.Storage.FullText;

/// <summary>Cuts texts into words.</summary>
internal static class WordCutter
{
    /// <summary>Longer words are cut into pieces of so many characters.</summary>
    public const int MaxWordLength = 255;

    /// <summary>
    /// Words by the rules of Unicode Standard Annex 29: letters and digits, with what joins them (an apostrophe or full stop between letters, a comma or full stop between digits,
    /// underscores); an ideograph, a hiragana and an emoji by itself.
    /// </summary>
    public static IEnumerable<string> Words(string text)
    {
        int start = -1;
        int end = 0;
        bool hasLetter = false;
        var last = WordClass.Other;
        for (int at = 0; at < text.Length; )
        {
            var found = ClassAt(text, at, out int length);
            bool goesOn = start >= 0 && Joins(last, found, text, at + length);
            if (start >= 0 && (!goesOn || at + length - start > MaxWordLength))
            {
                if (hasLetter)
                {
                    yield return text[start..end];
                }
                start = -1;
                hasLetter = false;
            }
            if (start < 0 && found is not (WordClass.Other or WordClass.Mark) && IsStart(found))
            {
                start = at;
            }
            at += length;
            if (start >= 0)
            {
                end = at;
                hasLetter |= found is not (WordClass.Connector or WordClass.Mark);
                last = found == WordClass.Mark ? last : found;
            }
        }
        if (start >= 0 && hasLetter)
        {
            yield return text[start..end];
        }
    }

    /// <summary>Runs of letters.</summary>
    public static IEnumerable<string> Letters(string text) => Runs(text, Rune.IsLetter);

    /// <summary>Runs of what is no white space.</summary>
    public static IEnumerable<string> BetweenSpaces(string text) =>
        Runs(text, static rune => !Rune.IsWhiteSpace(rune) && rune.Value != 0);

    /// <summary>The text as it is.</summary>
    public static IEnumerable<string> Whole(string text) =>
        text.Length == 0 ? [] : [text.Replace('\0', '\uFFFD')];

    private static IEnumerable<string> Runs(string text, Func<Rune, bool> isIn)
    {
        int start = -1;
        int at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bool isTooLong = start >= 0 && at + rune.Utf16SequenceLength - start > MaxWordLength;
            if (start >= 0 && (isTooLong || !isIn(rune)))
            {
                yield return text[start..at];
                start = -1;
            }
            if (start < 0 && isIn(rune))
            {
                start = at;
            }
            at += rune.Utf16SequenceLength;
        }
        if (start >= 0)
        {
            yield return text[start..at];
        }
    }

    private static bool IsStart(WordClass word) =>
        word
            is WordClass.Letter
                or WordClass.Digit
                or WordClass.Katakana
                or WordClass.Connector
                or WordClass.Single;

    private static bool Joins(WordClass last, WordClass next, string text, int behind) =>
        next switch
        {
            WordClass.Mark => true,
            WordClass.Letter or WordClass.Digit => last
                is not (WordClass.Katakana or WordClass.Single),
            WordClass.Katakana => last is WordClass.Katakana or WordClass.Connector,
            WordClass.Connector => last != WordClass.Single,
            WordClass.BetweenLetters => last == WordClass.Letter
                && IsAt(text, behind, WordClass.Letter),
            WordClass.BetweenDigits => last == WordClass.Digit
                && IsAt(text, behind, WordClass.Digit),
            WordClass.BetweenBoth => last is WordClass.Letter or WordClass.Digit
                && IsAt(text, behind, last),
            _ => false,
        };

    private static bool IsAt(string text, int at, WordClass wanted) =>
        at < text.Length && ClassAt(text, at, out _) == wanted;

    private static WordClass ClassAt(string text, int at, out int length)
    {
        char first = text[at];
        if (char.IsAsciiLetter(first) || char.IsAsciiDigit(first))
        {
            length = 1;
            return char.IsAsciiDigit(first) ? WordClass.Digit : WordClass.Letter;
        }
        bool isRune = Rune.TryGetRuneAt(text, at, out var rune);
        length = isRune ? rune.Utf16SequenceLength : 1;
        return isRune ? ClassOf(rune) : WordClass.Other;
    }

    private static WordClass ClassOf(Rune rune)
    {
        switch (rune.Value)
        {
            case '\'' or '.' or 0x2018 or 0x2019 or 0x2024 or 0xFE52 or 0xFF07 or 0xFF0E:
                return WordClass.BetweenBoth;
            case ':' or 0xB7 or 0x387 or 0x5F4 or 0x2027 or 0xFE13 or 0xFE55 or 0xFF1A:
                return WordClass.BetweenLetters;
            case ',' or ';' or 0x37E or 0x589 or 0x60C or 0x60D or 0x66C or 0x2044:
                return WordClass.BetweenDigits;
            case >= 0x3041 and <= 0x309F:
            case >= 0x3400 and <= 0x9FFF:
            case >= 0xF900 and <= 0xFAFF:
            case >= 0x20000 and <= 0x3FFFF:
            case >= 0x1F000 and <= 0x1FAFF:
                return WordClass.Single;
            case >= 0x30A1 and <= 0x30FF:
            case >= 0x31F0 and <= 0x31FF:
            case >= 0xFF66 and <= 0xFF9D:
                return WordClass.Katakana;
        }
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => WordClass.Digit,
            UnicodeCategory.ConnectorPunctuation => WordClass.Connector,
            UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format => WordClass.Mark,
            UnicodeCategory.LetterNumber => WordClass.Letter,
            _ => Rune.IsLetter(rune) ? WordClass.Letter : WordClass.Other,
        };
    }

    private enum WordClass : byte
    {
        Other,
        Letter,
        Digit,
        Katakana,
        Connector,
        Single,
        Mark,
        BetweenLetters,
        BetweenDigits,
        BetweenBoth,
    }
}
