using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// One row with the exact number of relationships, read from the snapshot's counts. At most one end has a label.
/// </summary>
/// <param name="count">The column of the number.</param>
/// <param name="startLabel">The label that the start node has; null for any.</param>
/// <param name="types">The types, whose counts are added; empty for any type.</param>
/// <param name="endLabel">The label that the end node has; null for any.</param>
public sealed class RelationshipCountFromCountStore(
    Variable count,
    string? startLabel,
    IReadOnlyList<string> types,
    string? endLabel
) : LeafNode(count)
{
    /// <inheritdoc/>
    public override string Name => "RelationshipCountFromCountStore";

    /// <inheritdoc/>
    public override string Details =>
        $"count( ({PlanText.Label(StartLabel)})-[{PlanText.Types(Types)}]->"
        + $"({PlanText.Label(EndLabel)}) ) AS {PlanText.Variable(Count)}";

    /// <summary>The column of the number.</summary>
    public Variable Count { get; } = count;

    /// <summary>The label that the start node has; null for any.</summary>
    public string? StartLabel { get; } = startLabel;

    /// <summary>The types, whose counts are added; empty for any type. No type occurs twice.</summary>
    public IReadOnlyList<string> Types { get; } = types;

    /// <summary>The label that the end node has; null for any.</summary>
    public string? EndLabel { get; } = endLabel;

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => [Count];
}
