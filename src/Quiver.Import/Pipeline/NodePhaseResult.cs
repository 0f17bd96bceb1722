namespace Quiver.Import.Pipeline;

/// <summary>What the node phase leaves to the phases behind it.</summary>
/// <param name="NodeCount">Nodes stored: their ids are 0 to this less one.</param>
/// <param name="PropertyCount">Their property values.</param>
/// <param name="LabelSets">The distinct sets of labels.</param>
/// <param name="NodesByLabelSet">Nodes by the number of their set.</param>
/// <param name="Labels">The set of each node.</param>
internal sealed record NodePhaseResult(
    long NodeCount,
    long PropertyCount,
    LabelSets LabelSets,
    IReadOnlyDictionary<int, long> NodesByLabelSet,
    NodeLabelIndex Labels
);
