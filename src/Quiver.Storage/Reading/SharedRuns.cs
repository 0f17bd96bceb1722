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

    /// <summary>All runs.</summary>
    public RunStack Stack { get; } =
        delta.Length == 0 && pinned.Patches.Length == 0
            ? RunStack.Empty
            : new RunStack([.. delta, .. pinned.Patches]);

    /// <summary>Whether they are the runs of a state.</summary>
    public bool AreOf(PinnedBase otherBase, ChangeRun[] otherDelta) =>
        ReferenceEquals(pinned, otherBase) && ReferenceEquals(delta, otherDelta);

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
