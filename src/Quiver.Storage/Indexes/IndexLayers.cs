using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>An index as one snapshot sees it: the lists of its runs, newest first, and of its base. Immutable, safe for concurrent readers.</summary>
internal sealed class IndexLayers
{
    private readonly ChangeRun[] _runs;
    private readonly IndexedShape _shape;

    private IndexLayers(
        IndexDefinition index,
        string source,
        GraphReader graph,
        ChangeRun[] runs,
        IndexLayer[] layers
    )
    {
        Index = index;
        BaseSource = source;
        _shape = index.Shape;
        Graph = graph;
        _runs = runs;
        Layers = layers;
    }

    /// <summary>The index.</summary>
    public IndexDefinition Index { get; }

    /// <summary>The file that it was built with, for messages.</summary>
    public string BaseSource { get; }

    /// <summary>The graph that the snapshot sees.</summary>
    public GraphReader Graph { get; }

    /// <summary>The lists that have entries, newest first.</summary>
    public IndexLayer[] Layers { get; }

    /// <summary>The layers of an index that is built; lists of runs that nobody read before are made now.</summary>
    /// <param name="index">The index.</param>
    /// <param name="built">Its files.</param>
    /// <param name="pinned">The base with its patches.</param>
    /// <param name="stack">All runs over the base.</param>
    /// <param name="deltaCount">How many of them, the newest, are no patches.</param>
    public static IndexLayers Of(
        IndexDefinition index,
        BuiltIndex built,
        PinnedBase pinned,
        RunStack stack,
        int deltaCount
    )
    {
        var runs = stack.All;
        var layers = new List<IndexLayer>();
        var names = pinned.Generation.Manifest.Patches;
        int newer = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            string? patch = i < deltaCount ? null : names[names.Count - 1 - (i - deltaCount)].Name;
            if (patch is not null && built.Covers(patch))
            {
                // So are all older ones: the base of the index was built over them.
                break;
            }
            var list = ListOf(index, built, pinned.Generation, runs, i, patch);
            if (list is { EntryCount: > 0 })
            {
                layers.Add(new(list, i, IsBase: false));
            }
            newer = i + 1;
        }
        if (built.Base.EntryCount > 0)
        {
            layers.Add(new(built.Base, newer, IsBase: true));
        }
        var graph = new GraphReader(pinned.Generation, stack);
        return new(index, built.Base.Source, graph, runs, [.. layers]);
    }

    /// <summary>Whether a run younger than a layer concerns the entity, so that the layer's entries of it do not count.</summary>
    public bool IsSuperseded(in IndexLayer layer, long id)
    {
        for (int i = 0; i < layer.NewerRuns; i++)
        {
            if (RunIndexing.Concerns(_shape, _runs[i], id))
            {
                return true;
            }
        }
        // An entity that was created after the base and deleted since, both in runs that were merged, has left no trace there.
        return layer.IsBase && !Graph.IsKnown(Index.Entity, id);
    }

    private static IndexRun? ListOf(
        IndexDefinition index,
        BuiltIndex built,
        Generation generation,
        ChangeRun[] runs,
        int at,
        string? patch
    ) =>
        patch is not null && built.Patches.TryGetValue(patch, out var list)
            ? list
            : runs[at].Indexes.Find(index.Id)
                ?? RunIndexing.MakeList(
                    index,
                    runs[at],
                    GraphReader.At(generation, runs.AsSpan(at))
                );
}
