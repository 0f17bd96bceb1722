namespace Quiver.Foundation.Text;

/// <summary>Finds what somebody who mistyped a name most likely meant.</summary>
public static class NearestName
{
    private const int MaxLength = 64;

    /// <summary>The known name that is nearest, when it is near enough: a third of its letters may differ, at most three.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">What there is. Cost: one comparison of typed × known letters each.</param>
    /// <returns>The nearest name (the first of several), or null.</returns>
    public static string? Find(string typed, IEnumerable<string> known)
    {
        string? nearest = null;
        int nearestDistance = int.MaxValue;
        foreach (string name in known)
        {
            if (typed.Length > MaxLength || name.Length > MaxLength)
            {
                continue;
            }
            int limit = Math.Min(3, Math.Max(1, Math.Max(typed.Length, name.Length) / 3));
            int distance = Distance(typed.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance <= limit && distance < nearestDistance)
            {
                nearest = name;
                nearestDistance = distance;
            }
        }
        return nearest;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one into the other.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> beforeLast = stackalloc int[MaxLength + 1];
        Span<int> last = stackalloc int[MaxLength + 1];
        Span<int> current = stackalloc int[MaxLength + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, beforeLast[j - 2] + 1);
                }
                current[j] = best;
            }
            var spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[b.Length];
    }
}
