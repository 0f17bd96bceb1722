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
/// <param name="FoldedPatches">How many of the patches, the newest, become one with the oldest part of the delta.</param>
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
    /// <summary>The longest run in a file that is merged with others: what is longer is taken over where it is, which costs nothing.</summary>
    private const int MergedFileBytes = 4 << 20;

    /// <summary>
    /// The runs that become one patch each, oldest first: a long run that lies in a file is one by itself, what lies between two such is merged, and the oldest part with
    /// patches. In each part the newest comes first.
    /// </summary>
    public IReadOnlyList<ChangeRun[]> Parts
    {
        get
        {
            var parts = new List<ChangeRun[]>();
            for (int end = Delta.Length; end > 0; )
            {
                int length = LengthOfOldestPart(Delta.AsSpan(0, end));
                ChangeRun[] folded = parts.Count == 0 ? Patches[..FoldedPatches] : [];
                parts.Add([.. Delta.AsSpan(end - length, length), .. folded]);
                end -= length;
            }
            return parts;
        }
    }

    /// <summary>The files of runs that no manifest names any more once the checkpoint is published: of those that were merged with others.</summary>
    public IEnumerable<string> MergedFiles(Manifest published) =>
        Delta
            .Where(static run => run.Adopted is not null)
            .Select(static run => run.Adopted!.Value.Name)
            .Except(published.Patches.Select(static patch => patch.Name));

    /// <summary>Whether a run stays the file that it is: merging it would cost its length, and spare little.</summary>
    public static bool IsKept(ChangeRun run) =>
        run.Adopted is not null && run.Bytes.Length > MergedFileBytes;

    /// <summary>How many of the runs, the oldest, become one patch: those that are merged, or one that is kept.</summary>
    public static int LengthOfOldestPart(ReadOnlySpan<ChangeRun> delta)
    {
        int length = 0;
        while (length < delta.Length && !IsKept(delta[^(length + 1)]))
        {
            length++;
        }
        return length > 0 ? length : Math.Min(1, delta.Length);
    }

    /// <summary>The manifest that the checkpoint publishes.</summary>
    /// <param name="patches">The new patches, oldest first.</param>
    public Manifest Describe(IEnumerable<PatchFile> patches)
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
            Patches = [.. Previous.Patches.SkipLast(FoldedPatches), .. patches],
            Tokens = Tokens,
            Counts = Counts,
            Replay = Replay,
            NodeIdLimit = nodeLimit,
            RelationshipIdLimit = relationshipLimit,
        };
    }
}
