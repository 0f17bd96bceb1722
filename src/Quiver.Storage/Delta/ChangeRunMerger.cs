using Quiver.Storage.Tokens;

namespace Quiver.Storage.Delta;

/// <summary>Makes one run of two that follow each other, so that reading the one is reading the newer over the older.</summary>
internal static class ChangeRunMerger
{
    /// <summary>Merges two runs. An entity created in the older and deleted in the newer leaves no trace but its counts.</summary>
    /// <param name="newer">The run that came later.</param>
    /// <param name="older">The run right before it.</param>
    /// <returns>The bytes of the merged run.</returns>
    public static byte[] Merge(ChangeRun newer, ChangeRun older)
    {
        var writer = new ChangeRunWriter(newer, older);
        MergeNodes(newer, older, writer);
        MergeRelationships(newer, older, writer);
        var tokens = new TokenTable(
            older.Tokens.Labels.With(newer.Tokens.Labels.All),
            older.Tokens.RelationshipTypes.With(newer.Tokens.RelationshipTypes.All),
            older.Tokens.PropertyKeys.With(newer.Tokens.PropertyKeys.All)
        );
        return writer.Finish(
            tokens,
            CountDifferences.Merge(older.Counts, newer.Counts),
            Math.Max(newer.NodeIdLimit, older.NodeIdLimit),
            Math.Max(newer.RelationshipIdLimit, older.RelationshipIdLimit),
            [.. older.SchemaChanges, .. newer.SchemaChanges]
        );
    }

    private static void MergeNodes(ChangeRun newer, ChangeRun older, ChangeRunWriter writer)
    {
        var newNodes = newer.Nodes;
        var oldNodes = older.Nodes;
        int n = 0;
        int o = 0;
        while (n < newNodes.Length || o < oldNodes.Length)
        {
            bool takeNew =
                o == oldNodes.Length || (n < newNodes.Length && newNodes[n].Id < oldNodes[o].Id);
            bool takeOld =
                n == newNodes.Length || (o < oldNodes.Length && oldNodes[o].Id < newNodes[n].Id);
            if (takeNew)
            {
                int end =
                    o == oldNodes.Length ? newNodes.Length : PlaceOf(newNodes, n, oldNodes[o].Id);
                writer.AddNodes(newer, n, end);
                n = end;
            }
            else if (takeOld)
            {
                int end =
                    n == newNodes.Length ? oldNodes.Length : PlaceOf(oldNodes, o, newNodes[n].Id);
                writer.AddNodes(older, o, end);
                o = end;
            }
            else
            {
                MergeNode(newer, n++, older, o++, writer);
            }
        }
    }

    /// <summary>The first place from another one on that has no lower id: looked for in steps that double.</summary>
    private static int PlaceOf(ReadOnlySpan<NodeEntry> nodes, int from, long id)
    {
        int step = 1;
        while (from + step < nodes.Length && nodes[from + step].Id < id)
        {
            from += step;
            step *= 2;
        }
        int high = Math.Min(from + step, nodes.Length);
        while (from < high)
        {
            int middle = (from + high) >> 1;
            if (nodes[middle].Id < id)
            {
                from = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return from;
    }

    private static void MergeNode(
        ChangeRun newer,
        int n,
        ChangeRun older,
        int o,
        ChangeRunWriter writer
    )
    {
        bool created = (older.Nodes[o].Flags & EntityFlags.Created) != EntityFlags.None;
        if ((newer.Nodes[n].Flags & EntityFlags.Deleted) != EntityFlags.None)
        {
            if (!created)
            {
                writer.AddNode(newer.Nodes[n].Id, EntityFlags.Deleted);
            }
            return;
        }
        writer.AddNode(newer.Nodes[n].Id, older.Nodes[o].Flags);
        MergeLabels(newer.LabelsOf(n), older.LabelsOf(o), created, writer);
        var newProperties = newer.NodePropertiesOf(n);
        var oldProperties = older.NodePropertiesOf(o);
        int i = 0;
        int j = 0;
        while (i < newProperties.Length || j < oldProperties.Length)
        {
            if (TakesNewer(newProperties, i, oldProperties, ref j))
            {
                AddNodeProperty(newer, newProperties[i++], created, writer);
            }
            else
            {
                AddNodeProperty(older, oldProperties[j++], created, writer);
            }
        }
    }

    private static void MergeLabels(
        ReadOnlySpan<LabelEntry> newer,
        ReadOnlySpan<LabelEntry> older,
        bool created,
        ChangeRunWriter writer
    )
    {
        int i = 0;
        int j = 0;
        while (i < newer.Length || j < older.Length)
        {
            LabelEntry label;
            if (j == older.Length || (i < newer.Length && newer[i].Label <= older[j].Label))
            {
                label = newer[i++];
                if (j < older.Length && older[j].Label == label.Label)
                {
                    j++;
                }
            }
            else
            {
                label = older[j++];
            }
            if (label.IsAdded || !created)
            {
                writer.AddLabel(label);
            }
        }
    }

    /// <summary>Whether the newer property comes next; passes over an older one of the same key.</summary>
    private static bool TakesNewer(
        ReadOnlySpan<PropertyEntry> newer,
        int i,
        ReadOnlySpan<PropertyEntry> older,
        ref int j
    )
    {
        if (i == newer.Length)
        {
            return false;
        }
        if (j < older.Length && older[j].Key == newer[i].Key)
        {
            j++;
            return true;
        }
        return j == older.Length || newer[i].Key < older[j].Key;
    }

    private static void AddNodeProperty(
        ChangeRun run,
        PropertyEntry property,
        bool dropRemovals,
        ChangeRunWriter writer
    )
    {
        if (!property.IsRemoval)
        {
            writer.AddNodeProperty(property.Key, isRemoval: false, run.ValueOf(property));
        }
        else if (!dropRemovals)
        {
            writer.AddNodeProperty(property.Key, isRemoval: true, []);
        }
    }

    private static void MergeRelationships(ChangeRun newer, ChangeRun older, ChangeRunWriter writer)
    {
        var newOnes = newer.Relationships;
        var oldOnes = older.Relationships;
        int n = 0;
        int o = 0;
        var places = (Newer: new int[newOnes.Length], Older: new int[oldOnes.Length]);
        while (n < newOnes.Length || o < oldOnes.Length)
        {
            bool takeNew =
                o == oldOnes.Length || (n < newOnes.Length && newOnes[n].Id < oldOnes[o].Id);
            bool takeOld =
                n == newOnes.Length || (o < oldOnes.Length && oldOnes[o].Id < newOnes[n].Id);
            if (takeNew)
            {
                n = CopyRelationships(newer, n, Limit(oldOnes, o), places.Newer, writer);
            }
            else if (takeOld)
            {
                o = CopyRelationships(older, o, Limit(newOnes, n), places.Older, writer);
            }
            else
            {
                int before = writer.RelationshipCount;
                MergeRelationship(newer, n, older, o, writer);
                bool isKept = writer.RelationshipCount > before;
                bool isDeleted =
                    (newer.Relationships[n].Flags & EntityFlags.Deleted) != EntityFlags.None;
                places.Newer[n++] = isKept && isDeleted ? before : -1;
                places.Older[o++] = isKept && !isDeleted ? before : -1;
            }
        }
        writer.Adjacencies = (
            MergeAdjacency(newer, older, places, outgoing: true),
            MergeAdjacency(newer, older, places, outgoing: false)
        );
    }

    private static long Limit(ReadOnlySpan<RelationshipEntry> others, int at) =>
        at == others.Length ? long.MaxValue : others[at].Id;

    /// <summary>Copies the relationships from a place on that have lower ids than a limit; gives the place behind them.</summary>
    private static int CopyRelationships(
        ChangeRun run,
        int from,
        long limit,
        int[] places,
        ChangeRunWriter writer
    )
    {
        var relationships = run.Relationships;
        int end = from;
        while (end < relationships.Length && relationships[end].Id < limit)
        {
            places[end] = writer.RelationshipCount + end - from;
            end++;
        }
        writer.AddRelationships(run, from, end);
        return end;
    }

    /// <summary>Merges two orders that are there instead of sorting anew.</summary>
    /// <param name="newer">The one run.</param>
    /// <param name="older">The other run.</param>
    /// <param name="places">Where each of their relationships stands in the merged run; -1 for what is not there, or only with what the other run says.</param>
    /// <param name="outgoing">Which adjacency.</param>
    private static int[] MergeAdjacency(
        ChangeRun newer,
        ChangeRun older,
        (int[] Newer, int[] Older) places,
        bool outgoing
    )
    {
        var first = outgoing ? newer.Outgoing : newer.Incoming;
        var second = outgoing ? older.Outgoing : older.Incoming;
        var firstOnes = newer.Relationships;
        var secondOnes = older.Relationships;
        int[] merged = new int[first.Length + second.Length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < first.Length || j < second.Length)
        {
            bool takeFirst =
                j == second.Length
                || (
                    i < first.Length
                    && ChangeRunFormat.Compare(firstOnes[first[i]], secondOnes[second[j]], outgoing)
                        <= 0
                );
            int place = takeFirst ? places.Newer[first[i++]] : places.Older[second[j++]];
            if (place >= 0)
            {
                merged[count++] = place;
            }
        }
        return merged[..count];
    }

    private static void MergeRelationship(
        ChangeRun newer,
        int n,
        ChangeRun older,
        int o,
        ChangeRunWriter writer
    )
    {
        ref readonly var relationship = ref older.Relationships[o];
        bool created = (relationship.Flags & EntityFlags.Created) != EntityFlags.None;
        if ((newer.Relationships[n].Flags & EntityFlags.Deleted) != EntityFlags.None)
        {
            if (!created)
            {
                writer.AddRelationship(newer.Relationships[n]);
            }
            return;
        }
        writer.AddRelationship(relationship);
        var newProperties = newer.RelationshipPropertiesOf(n);
        var oldProperties = older.RelationshipPropertiesOf(o);
        int i = 0;
        int j = 0;
        while (i < newProperties.Length || j < oldProperties.Length)
        {
            if (TakesNewer(newProperties, i, oldProperties, ref j))
            {
                AddRelationshipProperty(newer, newProperties[i++], created, writer);
            }
            else
            {
                AddRelationshipProperty(older, oldProperties[j++], created, writer);
            }
        }
    }

    private static void AddRelationshipProperty(
        ChangeRun run,
        PropertyEntry property,
        bool dropRemovals,
        ChangeRunWriter writer
    )
    {
        if (!property.IsRemoval)
        {
            writer.AddRelationshipProperty(property.Key, isRemoval: false, run.ValueOf(property));
        }
        else if (!dropRemovals)
        {
            writer.AddRelationshipProperty(property.Key, isRemoval: true, []);
        }
    }
}
