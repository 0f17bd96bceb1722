using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>What a change run's entities come to.</summary>
/// <param name="Nodes">By how much there are more nodes with the run than without.</param>
/// <param name="Relationships">By how much there are more relationships with the run than without.</param>
/// <param name="MayChangeLabels">Whether it creates or deletes nodes or changes labels.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RunBalance(long Nodes, long Relationships, bool MayChangeLabels)
{
    /// <summary>What several runs come to together.</summary>
    public static RunBalance Of(IReadOnlyList<ChangeRun> runs) =>
        new(
            runs.Sum(static run => run.NodeBalance),
            runs.Sum(static run => run.RelationshipBalance),
            runs.Any(static run => run.MayChangeLabels)
        );
}
