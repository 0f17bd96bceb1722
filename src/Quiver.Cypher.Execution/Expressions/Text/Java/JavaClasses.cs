using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Quiver.Cypher.Execution.Expressions.Text.Java;

/// <summary>The classes of characters that Java has a letter or a name for, written as what stands between .NET's brackets.</summary>
internal static class JavaClasses
{
    private const string Space = @" \t\n\x0B\f\r";

    private static readonly FrozenDictionary<char, string> s_letters = new Dictionary<char, string>
    {
        ['d'] = "0-9",
        ['w'] = "a-zA-Z_0-9",
        ['s'] = Space,
        ['h'] = @" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000",
        ['v'] = @"\n\x0B\f\r\u0085\u2028\u2029",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> s_names = new Dictionary<
        string,
        string
    >
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = @"\0-\x7F",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = @"!-/:-@\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = " -~",
        ["Blank"] = @" \t",
        ["Cntrl"] = @"\0-\x1F\x7F",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = Space,
        ["javaLowerCase"] = @"\p{Ll}\u00AA\u00BA",
        ["javaUpperCase"] = @"\p{Lu}",
        ["javaWhitespace"] =
            @" \t\n\x0B\f\r\x1C-\x1F\u1680\u2000-\u2006\u2008-\u200A\u2028\u2029\u205F\u3000",
        ["javaLetter"] = @"\p{L}",
        ["javaDigit"] = @"\p{Nd}",
        ["javaLetterOrDigit"] = @"\p{L}\p{Nd}",
        ["javaAlphabetic"] = @"\p{L}\p{Nl}",
        ["IsAlphabetic"] = @"\p{L}\p{Nl}",
        ["IsLetter"] = @"\p{L}",
        ["IsLowercase"] = @"\p{Ll}\u00AA\u00BA",
        ["IsUppercase"] = @"\p{Lu}",
        ["IsDigit"] = @"\p{Nd}",
        ["IsPunctuation"] = @"\p{P}",
        ["IsControl"] = @"\p{Cc}",
        ["IsWhite_Space"] = @"\s\u0085",
        ["IsIdeographic"] =
            @"\u3006\u3007\u3021-\u3029\u3038-\u303A\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF",
        ["IsLatin"] =
            @"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1D00-\u1D25\u1E00-\u1EFF\u2C60-\u2C7F\uA722-\uA787\uFB00-\uFB06\uFF21-\uFF3A\uFF41-\uFF5A",
        ["IsGreek"] =
            @"\u0370-\u0373\u0375-\u0377\u037A-\u037D\u037F\u0384\u0386\u0388-\u03E1\u03F0-\u03FF\u1F00-\u1FFE",
        ["IsCyrillic"] = @"\u0400-\u0484\u0487-\u052F\u1C80-\u1C88\u2DE0-\u2DFF\uA640-\uA69F",
        ["IsHebrew"] = @"\u0591-\u05F4\uFB1D-\uFB4F",
        ["IsArabic"] =
            @"\u0600-\u0604\u0606-\u060B\u060D-\u061A\u061E\u0620-\u063F\u0641-\u064A\u0656-\u066F\u0671-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC",
        ["IsThai"] = @"\u0E01-\u0E3A\u0E40-\u0E5B",
        ["IsHan"] =
            @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF",
        ["IsHiragana"] = @"\u3041-\u3096\u309D-\u309F",
        ["IsKatakana"] = @"\u30A1-\u30FA\u30FD-\u30FF\u31F0-\u31FF\uFF66-\uFF9D",
        ["IsHangul"] = @"\u1100-\u11FF\u3131-\u318E\uAC00-\uD7A3",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the escape of a class.</summary>
    /// <param name="pattern">Java's expression.</param>
    /// <param name="at">Where the backslash stands; moved behind the escape when it is one.</param>
    /// <param name="items">The characters, as they stand between brackets.</param>
    /// <param name="isNegative">Whether all others are meant.</param>
    public static bool TryRead(
        string pattern,
        ref int at,
        [NotNullWhen(true)] out string? items,
        out bool isNegative
    )
    {
        char letter = pattern[at + 1];
        isNegative = char.IsAsciiLetterUpper(letter);
        if (s_letters.TryGetValue(char.ToLowerInvariant(letter), out items))
        {
            at += 2;
            return true;
        }
        if (letter is not ('p' or 'P') || at + 2 >= pattern.Length)
        {
            items = null;
            return false;
        }
        int end = pattern[at + 2] == '{' ? pattern.IndexOf('}', at) : at + 2;
        if (end < 0)
        {
            items = null;
            return false;
        }
        string name = pattern[(at + 2)..(end + 1)].Trim('{', '}');
        at = end + 1;
        items = s_names.TryGetValue(name, out string? known) ? known : Category(name);
        return true;
    }

    // A general category, also as IsLu, gc=Lu; a script as script=Latin; a block as InGreek or block=Greek.
    private static string Category(string name)
    {
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        string kind = equals < 0 ? "" : name[..equals];
        string value = name[(equals + 1)..];
        if (kind is "script" or "sc" && s_names.TryGetValue($"Is{value}", out string? script))
        {
            return script;
        }
        if (
            kind is "block" or "blk"
            || (equals < 0 && name.StartsWith("In", StringComparison.Ordinal))
        )
        {
            string block = equals < 0 ? name[2..] : value;
            return $@"\p{{Is{block.Replace("_", "", StringComparison.Ordinal)}}}";
        }
        bool isPrefixed =
            equals < 0 && name.Length is 3 or 4 && name.StartsWith("Is", StringComparison.Ordinal);
        return $@"\p{{{(isPrefixed ? name[2..] : value)}}}";
    }
}
