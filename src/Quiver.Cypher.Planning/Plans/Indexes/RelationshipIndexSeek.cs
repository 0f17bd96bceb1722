using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>Relationships with their end nodes by an index: each once from its start to its end, or from both ends.</summary>
/// <param name="source">The operator whose rows it extends, if any.</param>
/// <param name="ends">The nodes on the left and right: start and end where the pattern has a direction.</param>
/// <param name="relationship">The relationship's variable.</param>
/// <param name="index">The index.</param>
/// <param name="conditions">A condition for each of its properties.</param>
public sealed class RelationshipIndexSeek(
    PlanNode? source,
    (Variable Left, Variable Right) ends,
    Variable relationship,
    IndexDescription index,
    IReadOnlyList<IndexCondition> conditions
) : IndexSeek(source, index, conditions, [ends.Left, relationship, ends.Right])
{
    /// <inheritdoc/>
    public override string Name => $"{(IsDirected ? "Directed" : "Undirected")}Relationship{Verb}";

    /// <summary>The node on the left of the pattern.</summary>
    public Variable Left { get; } = ends.Left;

    /// <summary>The relationship's variable.</summary>
    public Variable Relationship { get; } = relationship;

    /// <summary>The node on the right of the pattern.</summary>
    public Variable Right { get; } = ends.Right;

    /// <summary>Whether each relationship is found once, not from both its ends.</summary>
    public bool IsDirected { get; init; } = true;

    internal override IEnumerable<Variable> Introduced => [Left, Relationship, Right];

    private protected override string Pattern(string token) =>
        $"({PlanText.Variable(Left)})-[{PlanText.Variable(Relationship)}:{token}]-"
        + $"{(IsDirected ? ">" : "")}({PlanText.Variable(Right)})";
}
