namespace Quiver.Storage.Delta;

/// <summary>
/// Where a run's nodes are that get or lose a label, label by label, made when it is first asked for; shared by runs with the same changes. A scan of a label
/// with few nodes then need not walk through all nodes that a large run touches.
/// </summary>
/// <remarks>Thread safe.</remarks>
internal sealed class LabelPlaces
{
    // Of a run with more, which is in a file, the nodes are walked through.
    private const int MostLabels = 1 << 22;

    private Dictionary<int, int[]>? _byLabel;
    private int[] _deleted = [];

    /// <summary>About how much memory they use.</summary>
    public long Bytes { get; private set; }

    /// <summary>The indexes of the nodes that get or lose a label, ascending, and of those that are deleted; false for a run that has too many.</summary>
    public bool TryFind(ChangeRun run, int label, out int[] changed, out int[] deleted)
    {
        changed = deleted = [];
        if (run.AllLabels.Length > MostLabels || run.Nodes.Length > MostLabels)
        {
            return false;
        }
        // Of two threads that both make them, either's serve.
        var byLabel = Volatile.Read(ref _byLabel) ?? Make(run);
        deleted = _deleted;
        if (byLabel.TryGetValue(label, out int[]? found))
        {
            changed = found;
        }
        return true;
    }

    private Dictionary<int, int[]> Make(ChangeRun run)
    {
        var lists = new Dictionary<int, List<int>>();
        var deleted = new List<int>();
        var nodes = run.Nodes;
        for (int index = 0; index < nodes.Length; index++)
        {
            if ((nodes[index].Flags & EntityFlags.Deleted) != EntityFlags.None)
            {
                deleted.Add(index);
            }
            foreach (var change in run.LabelsOf(index))
            {
                if (!lists.TryGetValue(change.Label, out var list))
                {
                    lists.Add(change.Label, list = []);
                }
                list.Add(index);
            }
        }
        var byLabel = lists.ToDictionary(static l => l.Key, static l => l.Value.ToArray());
        _deleted = [.. deleted];
        Bytes = sizeof(int) * (deleted.Count + (long)run.AllLabels.Length);
        Volatile.Write(ref _byLabel, byLabel);
        return byLabel;
    }
}
