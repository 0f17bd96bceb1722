using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Reading;

/// <summary>What all snapshots of one state of a database share: the runs over its base, and its indexes as they were opened first.</summary>
/// <remarks>Thread safe. Holds no pin: whoever reads has one.</remarks>
/// <param name="pinned">The base with its patches.</param>
/// <param name="delta">The runs over the patches, newest first.</param>
internal sealed class SharedRuns(PinnedBase pinned, ChangeRun[] delta)
{
    private IndexLayers[] _layers = [];

    /// <summary>One above the highest ids ever given.</summary>
    public (long Nodes, long Relationships) IdLimits { get; } = LimitsOf(pinned, delta);

    /// <summary>How many nodes and relationships there are.</summary>
    public (long Nodes, long Relationships) EntityCounts { get; } = CountsOf(pinned, delta);

    /// <summary>All runs.</summary>
    public RunStack Stack { get; } = pinned.Under(delta);

    /// <summary>Whether they are the runs of a state.</summary>
    public bool AreOf(PinnedBase otherBase, ChangeRun[] otherDelta) =>
        ReferenceEquals(pinned, otherBase) && ReferenceEquals(delta, otherDelta);

    /// <summary>One above the highest ids ever given, of a base and runs over its patches.</summary>
    public static (long Nodes, long Relationships) LimitsOf(PinnedBase pinned, ChangeRun[] delta)
    {
        var manifest = pinned.Generation.Manifest;
        var (nodes, relationships) = (manifest.NodeIdLimit, manifest.RelationshipIdLimit);
        foreach (var run in delta)
        {
            nodes = Math.Max(nodes, run.NodeIdLimit);
            relationships = Math.Max(relationships, run.RelationshipIdLimit);
        }
        return (nodes, relationships);
    }

    /// <summary>How many nodes and relationships there are in a base and runs over its patches.</summary>
    public static (long Nodes, long Relationships) CountsOf(PinnedBase pinned, ChangeRun[] delta)
    {
        var counts = pinned.Generation.Manifest.Counts;
        var (nodes, relationships) = (counts.Nodes, counts.Relationships);
        foreach (var run in delta)
        {
            nodes += run.NodeBalance;
            relationships += run.RelationshipBalance;
        }
        return (nodes, relationships);
    }

    /// <summary>The lists of an index that is built.</summary>
    public IndexLayers LayersOf(IndexDefinition index, BuiltIndex built)
    {
        var known = Volatile.Read(ref _layers);
        foreach (var layers in known)
        {
            if (layers.Index.Id == index.Id)
            {
                return layers;
            }
        }
        var opened = IndexLayers.Of(index, built, pinned, Stack, delta.Length);
        // Where two threads come together one of them is not remembered.
        Volatile.Write(ref _layers, [.. known, opened]);
        return opened;
    }
}
