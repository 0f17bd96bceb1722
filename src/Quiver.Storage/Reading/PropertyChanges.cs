using Quiver.Foundation.Kernels;
using Quiver.Model.Values;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Reading;

/// <summary>Which rows of a batch of nodes or relationships have another value of a property in runs than in the base.</summary>
internal readonly struct PropertyChanges
{
    private const int MinRunNodes = 16;

    private readonly List<(int Place, Value Value)>? _changes;

    private PropertyChanges(List<(int Place, Value Value)>? changes) => _changes = changes;

    /// <summary>How many rows.</summary>
    public int Count => _changes?.Count ?? 0;

    /// <summary>A row and its value, null where it has none (any more); ascending.</summary>
    public (int Place, Value Value) this[int index] => _changes![index];

    /// <summary>Finds those of nodes.</summary>
    public static PropertyChanges OfNodes(RunStack runs, int key, ReadOnlySpan<long> nodes)
    {
        if (!runs.HasNodes || !runs.MayChangeNodeProperty(key))
        {
            return default;
        }
        if (nodes.Length >= MinRunNodes && WordKernels.AreConsecutive(nodes))
        {
            return new(OfConsecutive(runs, key, nodes));
        }
        List<(int, Value)>? changes = null;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (
                runs.MayTouchNode(nodes[i])
                && runs.TryReadNodeProperty(nodes[i], key, out var value)
            )
            {
                (changes ??= []).Add((i, value));
            }
        }
        return new(changes);
    }

    /// <summary>Finds those of relationships.</summary>
    public static PropertyChanges OfRelationships(
        RunStack runs,
        int key,
        ReadOnlySpan<long> relationships
    )
    {
        List<(int, Value)>? changes = null;
        for (
            int i = runs.HasRelationships ? 0 : relationships.Length;
            i < relationships.Length;
            i++
        )
        {
            if (
                runs.MayTouchRelationship(relationships[i])
                && runs.TryReadRelationshipProperty(relationships[i], key, out var value)
            )
            {
                (changes ??= []).Add((i, value));
            }
        }
        return new(changes);
    }

    // What runs say of neighbouring nodes lies together: each run is gone through once instead of being asked about each node.
    private static List<(int Place, Value Value)>? OfConsecutive(
        RunStack runs,
        int key,
        ReadOnlySpan<long> nodes
    )
    {
        List<(int Place, Value Value)>? changes = null;
        foreach (var run in runs.Runs)
        {
            var between = run.NodesBetween(nodes[0], nodes[^1]);
            for (int index = between.Start.Value; index < between.End.Value; index++)
            {
                ref readonly var entry = ref run.Nodes[index];
                if (entry.Flags != EntityFlags.None || run.ChangesNodeProperty(index, key))
                {
                    // The newest run that says something decides; here it may be any of them.
                    runs.TryReadNodeProperty(entry.Id, key, out var value);
                    (changes ??= []).Add(((int)(entry.Id - nodes[0]), value));
                }
            }
        }
        if (changes is { Count: > 1 })
        {
            changes.Sort(static (a, b) => a.Place.CompareTo(b.Place));
            int kept = 1;
            for (int i = 1; i < changes.Count; i++)
            {
                if (changes[i].Place != changes[kept - 1].Place)
                {
                    changes[kept++] = changes[i];
                }
            }
            changes.RemoveRange(kept, changes.Count - kept);
        }
        return changes;
    }
}
