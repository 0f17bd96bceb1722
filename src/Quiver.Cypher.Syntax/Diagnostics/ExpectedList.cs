namespace Quiver.Cypher.Syntax.Diagnostics;

/// <summary>The part of an error message that lists what the grammar would have allowed.</summary>
internal static class ExpectedList
{
    private const string EndOfInput = "<EOF>";

    /// <summary>Joins the items: kinds of phrase first, then keywords and signs in order, the end of the query last.</summary>
    public static string Join(IReadOnlyCollection<string> expected)
    {
        string[] items =
        [
            .. expected
                .Distinct(StringComparer.Ordinal)
                .OrderBy(Rank)
                .ThenBy(Letters, StringComparer.Ordinal),
        ];
        return items.Length switch
        {
            0 => "something else",
            1 => items[0],
            _ => $"{string.Join(", ", items[..^1])} or {items[^1]}",
        };
    }

    private static int Rank(string item)
    {
        if (item == EndOfInput)
        {
            return 2;
        }
        return item[0] == '\'' ? 1 : 0;
    }

    /// <summary>Words before signs, as a reader looks for words.</summary>
    private static string Letters(string item) =>
        item.Length > 1 && char.IsAsciiLetter(item[1]) ? item : "~" + item;
}
