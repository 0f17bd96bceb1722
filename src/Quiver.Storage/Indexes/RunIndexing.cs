using System.Buffers;
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
    /// <summary>The entries of a run in an index, sorted: made at the first call.</summary>
    /// <param name="index">The index.</param>
    /// <param name="run">The run.</param>
    /// <param name="graph">Gives the graph with the run and what is older.</param>
    public static IndexRun ListOf(IndexDefinition index, ChangeRun run, Func<GraphReader> graph)
    {
        if (run.Indexes.Find(index.Id) is { } list)
        {
            return list;
        }
        var output = new ArrayBufferWriter<byte>();
        Write(index, run, graph(), output);
        return run.Indexes.Keep(
            index.Id,
            IndexRun.Open(output.WrittenSpan.ToArray(), "the delta of an index")
        );
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
            if (IsConcerned(shape, run, i))
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
