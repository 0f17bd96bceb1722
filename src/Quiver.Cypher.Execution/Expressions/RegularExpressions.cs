using System.Text.RegularExpressions;
using Quiver.Cypher.Execution.Expressions.Text.Java;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>The regular expressions of one query, in Java's language, made once each. They match whole texts.</summary>
internal sealed class RegularExpressions
{
    private const int MaxKept = 256;

    // Time in proportion to the text: only a text of very many megabytes needs this long.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Patterns with back-references or look-around need the engine that can take for ever, and a match cannot be cancelled.
    private static readonly TimeSpan BacktrackingTimeout = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<
        (string Pattern, bool HasPairs, bool IsWhole),
        Regex
    > _expressions = [];

    /// <summary>Whether the whole text matches.</summary>
    public bool IsMatch(string pattern, string text)
    {
        try
        {
            return Find(pattern, HasPairs(text)).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
    }

    /// <summary>The text with every match replaced; $1 in the replacement stands for the first group.</summary>
    public string Replace(string pattern, string text, string replacement)
    {
        try
        {
            return FindPart(pattern, HasPairs(text)).Replace(text, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
    }

    /// <summary>All matches within the text, in turn.</summary>
    public IReadOnlyList<Match> Matches(string pattern, string text)
    {
        try
        {
            return [.. FindPart(pattern, HasPairs(text)).Matches(text).Cast<Match>()];
        }
        catch (RegexMatchTimeoutException)
        {
            throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
    }

    // \z and not $: in .NET a $ also matches before a final newline.
    private Regex Find(string pattern, bool hasPairs) =>
        FindOrMake((pattern, hasPairs, IsWhole: true), static whole => $@"\A(?:{whole})\z");

    private Regex FindPart(string pattern, bool hasPairs) =>
        FindOrMake((pattern, hasPairs, IsWhole: false), static part => part);

    private Regex FindOrMake(
        (string Pattern, bool HasPairs, bool IsWhole) key,
        Func<string, string> surround
    )
    {
        if (_expressions.TryGetValue(key, out var found))
        {
            return found;
        }
        if (_expressions.Count == MaxKept)
        {
            _expressions.Clear();
        }
        var made = Make(key.Pattern, key.HasPairs, surround);
        _expressions.Add(key, made);
        return made;
    }

    private static bool HasPairs(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;

    private static Regex Make(string pattern, bool hasPairs, Func<string, string> surround)
    {
        string whole = "";
        try
        {
            string translated = JavaPattern.Translate(pattern, hasPairs);
            whole = surround(translated);
            // On its own first: a stray parenthesis must not pair with those put around it.
            _ = new Regex(translated, RegexOptions.CultureInvariant, Timeout);
            return new Regex(
                whole,
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant,
                Timeout
            );
        }
        catch (NotSupportedException)
        {
            return new Regex(whole, RegexOptions.CultureInvariant, BacktrackingTimeout);
        }
        catch (ArgumentException malformed)
        {
            throw RuntimeErrors.InvalidRegularExpression(pattern, malformed);
        }
    }
}
