using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The source's rows with nodes and relationships made for each.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="nodes">The nodes, made first.</param>
/// <param name="relationships">The relationships.</param>
public sealed class Create(
    PlanNode source,
    IReadOnlyList<NodeCreation> nodes,
    IReadOnlyList<RelationshipCreation> relationships
)
    : UnaryNode(
        source,
        [
            .. source.Output,
            .. nodes.Select(static n => n.Node),
            .. relationships.Select(static r => r.Relationship),
        ]
    ),
        IUpdatingNode
{
    /// <inheritdoc/>
    public override string Name => "Create";

    /// <inheritdoc/>
    public override string Details =>
        string.Join(", ", Nodes.Select(static n => n.ToString()).Concat(RelationshipTexts));

    /// <summary>The nodes, made first.</summary>
    public IReadOnlyList<NodeCreation> Nodes { get; } = nodes;

    /// <summary>The relationships; each end is a column of the source or a node made here.</summary>
    public IReadOnlyList<RelationshipCreation> Relationships { get; } = relationships;

    private IEnumerable<string> RelationshipTexts => Relationships.Select(static r => r.ToString());

    internal override bool IsRowWise => false;

    internal override IEnumerable<Variable> Introduced =>
        Nodes.Select(static n => n.Node).Concat(Relationships.Select(static r => r.Relationship));

    internal override IEnumerable<BoundExpression> Expressions =>
        Nodes
            .SelectMany(static n => n.Expressions)
            .Concat(Relationships.SelectMany(static r => r.Expressions));

    internal override IEnumerable<Variable> Read =>
        Relationships
            .SelectMany(static r => new[] { r.Start, r.End })
            .Except(Nodes.Select(static n => n.Node));
}
