using System.Collections.Frozen;

namespace Quiver.Cypher.Syntax.Lexing;

/// <summary>The spelling of keywords; case does not matter.</summary>
internal static class Keywords
{
    private static readonly string[] s_texts =
    [
        .. Enum.GetValues<Keyword>().Select(keyword => keyword.ToString().ToUpperInvariant()),
    ];

    private static readonly string[] s_expected =
    [
        .. Enum.GetValues<Keyword>().Select(keyword => $"'{PhraseOf(keyword)}'"),
    ];

    private static readonly FrozenDictionary<string, Keyword> s_byText = Enum.GetValues<Keyword>()
        .Where(keyword => keyword != Keyword.NotAny)
        .ToFrozenDictionary(TextOf, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Keyword>.AlternateLookup<
        ReadOnlySpan<char>
    > s_bySpan = s_byText.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword in capitals.</summary>
    public static string TextOf(Keyword keyword) => s_texts[(int)keyword];

    /// <summary>The keyword as an item of a list of what was expected.</summary>
    public static string Expected(Keyword keyword) => s_expected[(int)keyword];

    /// <summary>Which keyword a word spells; <see cref="Keyword.NotAny"/> when none.</summary>
    public static Keyword Find(ReadOnlySpan<char> word) =>
        s_bySpan.TryGetValue(word, out Keyword keyword) ? keyword : Keyword.NotAny;

    private static string PhraseOf(Keyword keyword) =>
        keyword switch
        {
            Keyword.Order => "ORDER BY",
            Keyword.Starts => "STARTS WITH",
            Keyword.Ends => "ENDS WITH",
            _ => TextOf(keyword),
        };
}
