namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Orders names as people number them: <c>part2</c> before <c>part10</c>, digits before everything else.</summary>
internal sealed class NumberAwareOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static readonly NumberAwareOrder Instance = new();

    private NumberAwareOrder() { }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return Comparer<string>.Default.Compare(x, y);
        }
        int i = 0;
        int j = 0;
        while (i < x.Length && j < y.Length)
        {
            int order;
            bool isDigit = char.IsAsciiDigit(x[i]);
            if (isDigit && char.IsAsciiDigit(y[j]))
            {
                order = CompareNumbers(x, ref i, y, ref j);
            }
            else if (isDigit != char.IsAsciiDigit(y[j]))
            {
                order = isDigit ? -1 : 1;
            }
            else
            {
                order = x[i++].CompareTo(y[j++]);
            }
            if (order != 0)
            {
                return order;
            }
        }
        int rest = (x.Length - i).CompareTo(y.Length - j);
        // Names that differ in leading zeros only still need an order.
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static int CompareNumbers(string x, ref int i, string y, ref int j)
    {
        var left = ReadNumber(x, ref i);
        var right = ReadNumber(y, ref j);
        int order = left.Length.CompareTo(right.Length);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }

    /// <summary>The digits at a position without leading zeros; the position moves behind them.</summary>
    private static ReadOnlySpan<char> ReadNumber(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
