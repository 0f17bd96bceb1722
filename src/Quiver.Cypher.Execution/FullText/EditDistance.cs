namespace Quiver.Cypher.Execution.FullText;

/// <summary>How far two words are from each other: the fewest insertions, deletions, replacements and swaps of neighbours, no place changed twice.</summary>
internal static class EditDistance
{
    /// <summary>The distance; null when it is above a limit.</summary>
    public static int? Compute(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return null;
        }
        int[] beforeLast = new int[other.Length + 1];
        int[] last = new int[other.Length + 1];
        int[] row = new int[other.Length + 1];
        for (int j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }
        for (int i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int cost = one[i - 1] == other[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                bool isSwap =
                    i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                row[j] = isSwap ? Math.Min(best, beforeLast[j - 2] + 1) : best;
                least = Math.Min(least, row[j]);
            }
            if (least > limit)
            {
                return null;
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[other.Length] <= limit ? last[other.Length] : null;
    }
}
