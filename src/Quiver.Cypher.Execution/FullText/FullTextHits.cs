namespace Quiver.Cypher.Execution.FullText;

/// <summary>Combines lists of hits, each by ascending ids.</summary>
internal static class FullTextHits
{
    /// <summary>What stands in one of two lists; scores of what stands in both are added.</summary>
    public static List<FullTextHit> Union(List<FullTextHit> one, List<FullTextHit> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return one.Count == 0 ? other : one;
        }
        var union = new List<FullTextHit>(Math.Max(one.Count, other.Count));
        int i = 0;
        int j = 0;
        while (i < one.Count || j < other.Count)
        {
            if (j == other.Count || (i < one.Count && one[i].Id < other[j].Id))
            {
                union.Add(one[i++]);
            }
            else if (i == one.Count || other[j].Id < one[i].Id)
            {
                union.Add(other[j++]);
            }
            else
            {
                union.Add(new(one[i].Id, one[i++].Score + other[j++].Score));
            }
        }
        return union;
    }

    /// <summary>The first list's hits of which a condition on whether the second has them holds; scores are added.</summary>
    /// <param name="one">A list.</param>
    /// <param name="other">The other.</param>
    /// <param name="keepsShared">Whether to keep what both have.</param>
    /// <param name="keepsOthers">Whether to keep what only the first has.</param>
    public static List<FullTextHit> Select(
        List<FullTextHit> one,
        List<FullTextHit> other,
        bool keepsShared,
        bool keepsOthers
    )
    {
        var kept = new List<FullTextHit>();
        int j = 0;
        foreach (var hit in one)
        {
            while (j < other.Count && other[j].Id < hit.Id)
            {
                j++;
            }
            bool isShared = j < other.Count && other[j].Id == hit.Id;
            if (isShared && keepsShared)
            {
                kept.Add(new(hit.Id, hit.Score + other[j].Score));
            }
            else if (!isShared && keepsOthers)
            {
                kept.Add(hit);
            }
        }
        return kept;
    }
}
