using System.Collections.Frozen;

namespace Quiver.Storage.FullText;

/// <summary>The analyzers that full-text indexes may name.</summary>
public static class TextAnalyzers
{
    private static readonly FrozenSet<string> s_stopWords = new[]
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "if",
        "in",
        "into",
        "is",
        "it",
        "no",
        "not",
        "of",
        "on",
        "or",
        "such",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "will",
        "with",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What an index uses that names none.</summary>
    public static TextAnalyzer Default { get; } =
        new(
            "standard-no-stop-words",
            "Words by the rules of Unicode, in lower case. No word is left out.",
            WordCutter.Words,
            TextAnalyzer.ToLower
        );

    /// <summary>All, by name.</summary>
    public static IReadOnlyList<TextAnalyzer> All { get; } =
    [
        new(
            "english",
            "Words by the rules of Unicode, in lower case, without English stop words and endings.",
            WordCutter.Words,
            static word => WithoutPossessive(TextAnalyzer.ToLower(word)),
            s_stopWords,
            EnglishStemmer.Stem
        ),
        new("keyword", "The whole text is one word, as it is.", WordCutter.Whole, static w => w),
        new(
            "simple",
            "Words are runs of letters, in lower case.",
            WordCutter.Letters,
            TextAnalyzer.ToLower
        ),
        new(
            "standard",
            "Words by the rules of Unicode, in lower case, without English stop words.",
            WordCutter.Words,
            TextAnalyzer.ToLower,
            s_stopWords
        ),
        new(
            "standard-folding",
            "Words by the rules of Unicode, in lower case, accents removed, without English stop words.",
            WordCutter.Words,
            static word => AccentFolding.Fold(TextAnalyzer.ToLower(word)),
            s_stopWords
        ),
        Default,
        new(
            "stop",
            "Words are runs of letters, in lower case, without English stop words.",
            WordCutter.Letters,
            TextAnalyzer.ToLower,
            s_stopWords
        ),
        new(
            "unicode_whitespace",
            "Words are what stands between white space as Unicode has it, as they are.",
            WordCutter.BetweenSpaces,
            static word => word
        ),
        new(
            "whitespace",
            "Words are what stands between white space, as they are.",
            WordCutter.BetweenSpaces,
            static word => word
        ),
    ];

    /// <summary>The analyzer of a name; null when there is none.</summary>
    public static TextAnalyzer? Find(string name)
    {
        foreach (var analyzer in All)
        {
            if (string.Equals(analyzer.Name, name, StringComparison.Ordinal))
            {
                return analyzer;
            }
        }
        return null;
    }

    private static string WithoutPossessive(string word) =>
        word.EndsWith("'s", StringComparison.Ordinal)
        || word.EndsWith("\u2019s", StringComparison.Ordinal)
            ? word[..^2]
            : word;
}
