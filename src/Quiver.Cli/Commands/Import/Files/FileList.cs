namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Cuts the list of files of a group at its commas.</summary>
internal static class FileList
{
    /// <summary>The parts, without blanks around them and without their single quotes; empty parts are dropped.</summary>
    /// <remarks>
    /// No cut is made inside a part that is wrapped in single quotes, nor between the braces of a pattern: <c>h.csv,d_\d{1,5}.csv</c> is two parts, so that
    /// it does not matter whether the shell has taken quotes off.
    /// </remarks>
    /// <param name="list">The list.</param>
    /// <param name="braces">Whether braces hold their commas together.</param>
    public static IReadOnlyList<string> Split(string list, bool braces)
    {
        var parts = new List<string>();
        int start = 0;
        while (start <= list.Length)
        {
            int end = FindEnd(list, start, braces);
            string part = list[start..end].Trim();
            if (part.Length > 1 && part[0] == '\'' && part[^1] == '\'')
            {
                part = part[1..^1];
            }
            if (part.Length > 0)
            {
                parts.Add(part);
            }
            start = end + 1;
        }
        return parts;
    }

    /// <summary>The list that is cut into these parts.</summary>
    public static string Join(IEnumerable<string> parts, bool braces) =>
        string.Join(',', parts.Select(part => NeedsQuotes(part, braces) ? $"'{part}'" : part));

    private static bool NeedsQuotes(string part, bool braces) =>
        FindEnd(part, 0, braces) < part.Length
        || (
            // Open braces would hold the parts behind them as soon as those close them.
            braces
            && FindEnd(part + "," + new string('}', part.Count(letter => letter == '{')), 0, braces)
                != part.Length
        );

    private static int FindEnd(string list, int start, bool braces)
    {
        if (FindClosingQuote(list, start) is { } afterQuote)
        {
            return afterQuote;
        }
        int at = start;
        while (at < list.Length && list[at] != ',')
        {
            bool isEscaped = at > start && list[at - 1] == '\\';
            at = braces && list[at] == '{' && !isEscaped ? FindClosingBrace(list, at) + 1 : at + 1;
        }
        return at;
    }

    /// <summary>Where a part ends that is wrapped in single quotes; null when it is not.</summary>
    private static int? FindClosingQuote(string list, int start)
    {
        while (start < list.Length && char.IsWhiteSpace(list[start]))
        {
            start++;
        }
        if (start == list.Length || list[start] != '\'')
        {
            return null;
        }
        for (int at = start + 1; at < list.Length; at++)
        {
            if (list[at] != '\'')
            {
                continue;
            }
            int next = at + 1;
            while (next < list.Length && char.IsWhiteSpace(list[next]))
            {
                next++;
            }
            if (next == list.Length || list[next] == ',')
            {
                return next;
            }
        }
        return null;
    }

    /// <summary>The brace that closes the one at a position; the position itself when none does.</summary>
    private static int FindClosingBrace(string list, int open)
    {
        int depth = 0;
        for (int at = open; at < list.Length; at++)
        {
            depth += list[at] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return at;
            }
        }
        return open;
    }
}
