namespace Quiver.Import.Pipeline;

/// <summary>Finds the groups of node files whose new property keys no other group has: what is known of these keys is complete with the group.</summary>
internal sealed class OwnKeys
{
    /// <summary>By group, how many keys were known before it.</summary>
    private readonly int[] _firstKeys;
    private readonly bool[] _areShared;

    private OwnKeys(List<NodeGroupPlan> groups)
    {
        _firstKeys = [.. groups.Select(static group => group.FirstOwnKey)];
        _areShared = new bool[groups.Count];
    }

    /// <summary>Takes <see cref="NodeGroupPlan.FirstOwnKey"/> from groups that share some of their new keys with a group behind them.</summary>
    /// <param name="groups">All groups, in the order in which their keys got their numbers.</param>
    public static void Find(List<NodeGroupPlan> groups)
    {
        var own = new OwnKeys(groups);
        for (int at = 0; at < groups.Count; at++)
        {
            own.Note(groups[at]);
        }
        for (int at = 0; at < groups.Count; at++)
        {
            if (own._areShared[at])
            {
                groups[at] = groups[at] with { FirstOwnKey = int.MaxValue };
            }
        }
    }

    private void Note(NodeGroupPlan group)
    {
        foreach (int key in group.Properties.Keys)
        {
            Note(key, group.FirstOwnKey);
        }
        foreach (var part in group.Ids?.Parts ?? [])
        {
            Note(part.Key?.Value ?? PropertyColumns.NoKey, group.FirstOwnKey);
        }
    }

    /// <summary>Notes a key of a group, which shares it with the group that had it first if that is another.</summary>
    private void Note(int key, int firstOwnKey)
    {
        if (key == PropertyColumns.NoKey || key >= firstOwnKey)
        {
            return;
        }
        int low = 0;
        int high = _firstKeys.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _firstKeys[middle] <= key ? (middle + 1, high) : (low, middle);
        }
        if (low > 0)
        {
            _areShared[low - 1] = true;
        }
    }
}
