using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Each left row with what its pattern matches; where nothing does, with the pattern made. Rows see what rows before them made.</summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">Finds the pattern for a left row.</param>
/// <param name="nodes">The nodes of the pattern to be made.</param>
/// <param name="relationships">The relationships to be made.</param>
/// <param name="made">The column that says whether the row's pattern was made rather than found; null where nobody asks.</param>
public sealed class Merge(
    PlanNode left,
    PlanNode right,
    IReadOnlyList<NodeCreation> nodes,
    IReadOnlyList<RelationshipCreation> relationships,
    Variable? made
)
    : ApplyNode(left, right, made is null ? Join(left, right) : [.. Join(left, right), made]),
        IUpdatingNode
{
    /// <inheritdoc/>
    public override string Name => "Merge";

    /// <inheritdoc/>
    public override string Details =>
        string.Join(
            ", ",
            [
                "CREATE " + CreationText,
                .. Changes(OnMatch, "ON MATCH"),
                .. Changes(OnCreate, "ON CREATE"),
            ]
        );

    /// <summary>The nodes of the pattern to be made.</summary>
    public IReadOnlyList<NodeCreation> Nodes { get; } = nodes;

    /// <summary>The relationships of the pattern to be made.</summary>
    public IReadOnlyList<RelationshipCreation> Relationships { get; } = relationships;

    /// <summary>The column that says whether the row's pattern was made rather than found; null where nobody asks.</summary>
    public Variable? Made { get; } = made;

    /// <summary>What is changed in what was found.</summary>
    public required IReadOnlyList<EntityChange> OnMatch { get; init; }

    /// <summary>What is changed in what was made.</summary>
    public required IReadOnlyList<EntityChange> OnCreate { get; init; }

    /// <summary>Whether a relationship between two known nodes is looked for in both directions.</summary>
    public bool IsUndirected { get; init; }

    internal override bool IsRowWise => false;

    internal override IEnumerable<Variable> Introduced => Made is null ? [] : [Made];

    /// <summary>The columns of the pattern that the changes use.</summary>
    internal override IEnumerable<BoundExpression> Expressions =>
        Nodes
            .SelectMany(static n => n.Expressions)
            .Concat(Relationships.SelectMany(static r => r.Expressions))
            .Concat(OnMatch.Concat(OnCreate).SelectMany(static c => c.Expressions));

    internal override IEnumerable<Variable> Read =>
        Relationships
            .SelectMany(static r => new[] { r.Start, r.End })
            .Except(Nodes.Select(static n => n.Node));

    private string CreationText =>
        string.Join(
            ", ",
            Nodes
                .Select(static n => n.ToString())
                .Concat(Relationships.Select(static r => r.ToString()))
        );

    private static IEnumerable<string> Changes(IReadOnlyList<EntityChange> items, string when) =>
        items.Count == 0 ? [] : [$"{when} SET {string.Join(", ", items)}"];
}
