namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Guesses the regular expression of which a shell has made two arguments, because its braces stood there without quotes: of <c>d{1,5}</c> it makes <c>d1</c> and <c>d5</c>.</summary>
internal static class LostBraces
{
    /// <summary>What may have been typed: all that two neighbouring arguments have in common, and two numbers in braces where they differ.</summary>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The one behind it.</param>
    public static IEnumerable<string> Candidates(string first, string second)
    {
        int shorter = Math.Min(first.Length, second.Length);
        int prefix = first.AsSpan().CommonPrefixLength(second);
        int suffix = 0;
        while (suffix < shorter - prefix && first[^(suffix + 1)] == second[^(suffix + 1)])
        {
            suffix++;
        }
        // Digits that both numbers begin or end with belong to the numbers.
        for (int start = prefix; start >= 0; start--)
        {
            for (int end = suffix; end >= 0; end--)
            {
                string low = first[start..^end];
                string high = second[start..^end];
                if (low.Length == 0 || !IsNumber(low) || !IsNumber(high))
                {
                    continue;
                }
                yield return $"{first[..start]}{{{low},{high}}}{first[(first.Length - end)..]}";
            }
            if (start > 0 && !char.IsAsciiDigit(first[start - 1]))
            {
                yield break;
            }
        }
    }

    /// <summary>Whether a pattern repeats a class of characters with braces, as nobody names a file by chance.</summary>
    public static bool IsRepetition(string pattern) =>
        Enumerable
            .Range(1, Math.Max(0, pattern.Length - 1))
            .Any(at =>
                pattern[at] == '{'
                && (
                    pattern[at - 1] is ']' or ')' or '.'
                    || (at > 1 && pattern[at - 2] == '\\' && char.IsAsciiLetter(pattern[at - 1]))
                )
            );

    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit);
}
