using System.Buffers;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>What a change run means to an index.</summary>
/// <remarks>
/// A run <i>concerns</i> an entity when it creates or deletes it, changes a label of the index on it, or one of the index's properties. For each such entity
/// the run's list has the entries that hold with the run; so the newest run that concerns an entity has all its entries, and those of older runs and of the
/// base do not count any more.
/// </remarks>
internal static class RunIndexing
{
    /// <summary>Makes the list of a run's entries in an index, sorted, which the run keeps.</summary>
    /// <param name="index">The index.</param>
    /// <param name="run">The run.</param>
    /// <param name="graph">The graph with the run and what is older.</param>
    public static IndexRun MakeList(IndexDefinition index, ChangeRun run, GraphReader graph)
    {
        if (!HasConcerned(index.Shape, run))
        {
            return run.Indexes.Keep(index, IndexRun.Empty);
        }
        if (index.Kind == IndexKind.Range && CountOf(index.Entity, run) == 1)
        {
            return run.Indexes.Keep(index, ListOfOne(index, run, graph));
        }
        var output = new ArrayBufferWriter<byte>();
        Write(index, run, graph, output);
        return run.Indexes.Keep(index, RunListWriter.Open(index, output));
    }

    /// <summary>
    /// Makes the lists of a run that was merged of two, in those indexes in which the older has one: most entries are taken from there, and no value of the older is read.
    /// </summary>
    /// <param name="newer">The newer of the two.</param>
    /// <param name="older">The older of the two.</param>
    /// <param name="merged">What was made of them.</param>
    /// <param name="graphOfNewer">Gives the graph with the newer and what is older, for a list that it does not have yet; null to make none.</param>
    public static void MergeLists(
        ChangeRun newer,
        ChangeRun older,
        ChangeRun merged,
        Func<GraphReader>? graphOfNewer
    )
    {
        GraphReader? graph = null;
        foreach (var (index, ofOlder) in older.Indexes.All)
        {
            // The others' entries are no single keys.
            if (index.Kind is not (IndexKind.Range or IndexKind.Point))
            {
                continue;
            }
            var ofNewer = newer.Indexes.Find(index.Id);
            if (ofNewer is null && graphOfNewer is not null)
            {
                graph ??= graphOfNewer();
                ofNewer = MakeList(index, newer, graph);
            }
            if (ofNewer is not null)
            {
                merged.Indexes.Keep(index, Merge(index, newer, ofNewer, ofOlder));
            }
        }
    }

    /// <summary>Writes the entries of a run in an index, sorted.</summary>
    /// <returns>The checksum of the list.</returns>
    public static uint Write(
        IndexDefinition index,
        ChangeRun run,
        GraphReader graph,
        IBufferWriter<byte> output
    )
    {
        using var entries = new IndexEntryWriter(index, SortingSpace.Memory);
        var shape = index.Shape;
        int count = CountOf(index.Entity, run);
        for (int i = 0; i < count; i++)
        {
            if (IsNew(index, run, i))
            {
                AddNew(index, run, i, entries);
            }
            else if (IsConcerned(shape, run, i))
            {
                long id = IdAt(index.Entity, run, i);
                if (graph.IsOf(shape, id))
                {
                    entries.Add(graph, id);
                }
            }
        }
        return entries.WriteTo(output, CancellationToken.None);
    }

    /// <summary>Whether a run creates a node: then it says all that there is to know of it for an index over one property.</summary>
    private static bool IsNew(IndexDefinition index, ChangeRun run, int at) =>
        index.Entity == EntityKind.Node
        && index.Keys.Length == 1
        && index.Kind is IndexKind.Range or IndexKind.Text or IndexKind.Point
        && run.Nodes[at].Flags == EntityFlags.Created;

    private static void AddNew(
        IndexDefinition index,
        ChangeRun run,
        int at,
        IndexEntryWriter entries
    )
    {
        bool isOf = false;
        foreach (ref readonly var label in run.LabelsOf(at))
        {
            isOf |= label.IsAdded && label.Label == index.Token;
        }
        if (!isOf)
        {
            return;
        }
        foreach (ref readonly var property in run.NodePropertiesOf(at))
        {
            if (property.Key == index.Keys[0] && !property.IsRemoval)
            {
                var bytes = run.ValueOf(property);
                entries.Add(ValueBinary.Read(ref bytes), run.Nodes[at].Id);
            }
        }
    }

    private static IndexRun ListOfOne(IndexDefinition index, ChangeRun run, GraphReader graph)
    {
        var writer = RunListWriter.Begin();
        long id = IdAt(index.Entity, run, 0);
        if (UniqueKeys.TryEncode(graph, index.Shape, id, writer.Key))
        {
            writer.Add(writer.Key.Span, id);
        }
        return writer.Finish(index);
    }

    // An entity that the newer run concerns has all its entries there.
    private static IndexRun Merge(
        IndexDefinition index,
        ChangeRun newer,
        IndexRun ofNewer,
        IndexRun ofOlder
    )
    {
        var shape = index.Shape;
        if (ofOlder.EntryCount == 0)
        {
            return ofNewer;
        }
        if (ofNewer.EntryCount == 0 && !HasConcerned(shape, newer))
        {
            return ofOlder;
        }
        var writer = RunListWriter.Begin();
        var first = IndexRunCursor.OverAll(ofNewer);
        var second = IndexRunCursor.OverAll(ofOlder);
        while (first.Remaining > 0 || second.Remaining > 0)
        {
            bool takesFirst =
                second.Remaining <= 0
                || (first.Remaining > 0 && IndexCursorOrder.Ascending.Compare(first, second) < 0);
            var next = takesFirst ? first : second;
            if (takesFirst || !Concerns(shape, newer, next.Id))
            {
                writer.Add(next.Key.Span, next.Id);
            }
            next.Next();
        }
        return writer.Finish(index);
    }

    /// <summary>Whether a run concerns anything.</summary>
    public static bool HasConcerned(in IndexedShape shape, ChangeRun run)
    {
        int count = CountOf(shape.Entity, run);
        for (int i = 0; i < count; i++)
        {
            if (IsConcerned(shape, run, i))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a run concerns an entity.</summary>
    public static bool Concerns(in IndexedShape shape, ChangeRun run, long id)
    {
        bool isTouched =
            shape.Entity == EntityKind.Node
                ? run.TryFindNode(id, out int at)
                : run.TryFindRelationship(id, out at);
        return isTouched && IsConcerned(shape, run, at);
    }

    /// <summary>The number of entities of a kind that a run touches.</summary>
    public static int CountOf(EntityKind entity, ChangeRun run) =>
        entity == EntityKind.Node ? run.Nodes.Length : run.Relationships.Length;

    /// <summary>The id of an entity that a run touches, by its place.</summary>
    public static long IdAt(EntityKind entity, ChangeRun run, int at) =>
        entity == EntityKind.Node ? run.Nodes[at].Id : run.Relationships[at].Id;

    /// <summary>Whether a run concerns the entity at a place.</summary>
    public static bool IsConcerned(in IndexedShape shape, ChangeRun run, int at)
    {
        if (shape.Entity == EntityKind.Relationship)
        {
            ref readonly var relationship = ref run.Relationships[at];
            return shape.HasToken(relationship.Type)
                && (
                    relationship.Flags != EntityFlags.None
                    || HasKey(shape, run.RelationshipPropertiesOf(at))
                );
        }
        if (run.Nodes[at].Flags != EntityFlags.None)
        {
            return true;
        }
        foreach (var label in run.LabelsOf(at))
        {
            if (shape.HasToken(label.Label))
            {
                return true;
            }
        }
        return HasKey(shape, run.NodePropertiesOf(at));
    }

    private static bool HasKey(in IndexedShape shape, ReadOnlySpan<PropertyEntry> changes)
    {
        foreach (ref readonly var change in changes)
        {
            if (shape.Keys.Contains(change.Key))
            {
                return true;
            }
        }
        return false;
    }
}
