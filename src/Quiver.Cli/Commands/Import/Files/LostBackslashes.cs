using System.Text;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Guesses the regular expression of which a shell has removed the backslashes, because it stood there without quotes.</summary>
internal static class LostBackslashes
{
    private const int MaxClasses = 8;

    /// <summary>
    /// The pattern with backslashes put back before its letters of character classes (<c>d</c>, <c>w</c>, <c>s</c>) and its dots, when that matches a name; null when
    /// nothing does. Of several the one with the fewest classes is taken, those with a quantifier first.
    /// </summary>
    /// <param name="pattern">What the shell left.</param>
    /// <param name="names">The names in the folder.</param>
    public static string? Restore(string pattern, IReadOnlyList<string> names)
    {
        if (pattern.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }
        int[] letters =
        [
            .. Enumerable
                .Range(0, pattern.Length)
                .Where(i => pattern[i] is 'd' or 'w' or 's' or 'D' or 'W' or 'S')
                .OrderBy(i => IsQuantified(pattern, i) ? 0 : 1)
                .ThenByDescending(i => i)
                .Take(MaxClasses),
        ];
        var choices = Enumerable
            .Range(1, (1 << letters.Length) - 1)
            .OrderBy(choice => int.PopCount(choice))
            .ThenBy(choice => choice);
        foreach (int choice in choices)
        {
            var chosen = letters.Where((_, bit) => (choice & (1 << bit)) != 0).ToHashSet();
            string candidate = Escape(pattern, chosen);
            if (
                NamePattern.TryParse(candidate, PathPatternStyle.Regex, out var regex, out _)
                && names.Any(regex.Matches)
            )
            {
                return candidate;
            }
        }
        return null;
    }

    private static string Escape(string pattern, HashSet<int> classes)
    {
        var text = new StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
        {
            bool isPlainDot = pattern[i] == '.' && !IsQuantified(pattern, i);
            if (isPlainDot || classes.Contains(i))
            {
                text.Append('\\');
            }
            text.Append(pattern[i]);
        }
        return text.ToString();
    }

    private static bool IsQuantified(string pattern, int at) =>
        at + 1 < pattern.Length && pattern[at + 1] is '+' or '*' or '?' or '{';
}
