using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Checkpoints;

/// <summary>What a checkpoint makes durable: the graph as of one commit, taken between two commits.</summary>
/// <param name="Previous">The manifest that is live.</param>
/// <param name="Patches">Its patches, newest first.</param>
/// <param name="Delta">The runs over them, newest first; not empty.</param>
/// <param name="Tokens">All names.</param>
/// <param name="Counts">The exact counts.</param>
/// <param name="Replay">The position behind the newest of the runs.</param>
/// <param name="FoldedPatches">How many of the patches, the newest, become one with the delta.</param>
internal sealed record CheckpointPlan(
    Manifest Previous,
    ChangeRun[] Patches,
    ChangeRun[] Delta,
    TokenTable Tokens,
    GraphCounts Counts,
    ReplayPosition Replay,
    int FoldedPatches
)
{
    /// <summary>The runs that become the new patch, newest first.</summary>
    public ReadOnlySpan<ChangeRun> Folded => (ChangeRun[])[.. Delta, .. Patches[..FoldedPatches]];

    /// <summary>The manifest that the checkpoint publishes.</summary>
    public Manifest Describe(PatchFile patch)
    {
        long nodeLimit = Previous.NodeIdLimit;
        long relationshipLimit = Previous.RelationshipIdLimit;
        foreach (var run in Delta)
        {
            nodeLimit = Math.Max(nodeLimit, run.NodeIdLimit);
            relationshipLimit = Math.Max(relationshipLimit, run.RelationshipIdLimit);
        }
        return Previous with
        {
            Generation = Previous.Generation + 1,
            Patches = [.. Previous.Patches.SkipLast(FoldedPatches), patch],
            Tokens = Tokens,
            Counts = Counts,
            Replay = Replay,
            NodeIdLimit = nodeLimit,
            RelationshipIdLimit = relationshipLimit,
        };
    }
}
