using System.Text.RegularExpressions;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>The regular expressions of one query, made once each. They match whole texts.</summary>
internal sealed class RegularExpressions
{
    private const int MaxKept = 256;

    // Time in proportion to the text: only a text of very many megabytes needs this long.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Patterns with back-references or look-around need the engine that can take for ever, and a match cannot be cancelled.
    private static readonly TimeSpan BacktrackingTimeout = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Regex> _expressions = new(StringComparer.Ordinal);

    /// <summary>Whether the whole text matches.</summary>
    public bool IsMatch(string pattern, string text)
    {
        try
        {
            return Find(pattern).IsMatch(text);
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
            return FindPart(pattern).Replace(text, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            throw RuntimeErrors.RegularExpressionTooSlow(pattern);
        }
    }

    // \z and not $: in .NET a $ also matches before a final newline.
    private Regex Find(string pattern) => FindOrMake(pattern, $@"\A(?:{pattern})\z");

    private Regex FindPart(string pattern) => FindOrMake(pattern, pattern);

    private Regex FindOrMake(string pattern, string whole)
    {
        if (_expressions.TryGetValue(whole, out var found))
        {
            return found;
        }
        if (_expressions.Count == MaxKept)
        {
            _expressions.Clear();
        }
        var made = Make(pattern, whole);
        _expressions.Add(whole, made);
        return made;
    }

    private static Regex Make(string pattern, string whole)
    {
        try
        {
            // On its own first: a stray parenthesis must not pair with those put around it.
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Timeout);
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
