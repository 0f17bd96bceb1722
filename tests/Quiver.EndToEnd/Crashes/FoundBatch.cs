namespace Quiver.EndToEnd.Crashes;

/// <summary>What was found of the set of one transaction.</summary>
/// <param name="Nodes">Nodes.</param>
/// <param name="Parts">Different numbers of these.</param>
/// <param name="Marked">Nodes that have a mark.</param>
/// <param name="LeastMark">The least mark; null when there is none.</param>
/// <param name="GreatestMark">The greatest mark.</param>
/// <param name="Relationships">Relationships.</param>
internal sealed record FoundBatch(
    long Nodes,
    long Parts,
    long Marked,
    long? LeastMark,
    long? GreatestMark,
    long Relationships
);
