using System.Collections.Immutable;
using Quiver.Storage.FullText;

namespace Quiver.Cypher.Execution.FullText;

/// <summary>A query of a full-text index. Fields are the index's by their places.</summary>
internal abstract record FullTextQuery
{
    /// <summary>In the place of a field: each of them.</summary>
    public const int EveryField = -1;

    /// <summary>In the place of a field: one that the index does not have, in which nothing is found.</summary>
    public const int UnknownField = -2;

    /// <summary>What scores are multiplied by.</summary>
    public double Boost { get; init; } = 1;

    /// <summary>A word.</summary>
    internal sealed record Word(int Field, string Text) : FullTextQuery;

    /// <summary>Words one behind the other, or so many places from that.</summary>
    internal sealed record Phrase(int Field, ImmutableArray<AnalyzedWord> Words, int Slop)
        : FullTextQuery;

    /// <summary>Words that begin in a way and fulfil a condition.</summary>
    internal sealed record Pattern(int Field, string Prefix, Predicate<string> IsMatch)
        : FullTextQuery;

    /// <summary>Words that come of a word by so many insertions, deletions, replacements and swaps.</summary>
    internal sealed record Fuzzy(int Field, string Text, int Edits) : FullTextQuery;

    /// <summary>Whatever has words in a field.</summary>
    internal sealed record Every(int Field) : FullTextQuery;

    /// <summary>Several of them.</summary>
    internal sealed record Combination(ImmutableArray<FullTextClause> Clauses) : FullTextQuery;
}
