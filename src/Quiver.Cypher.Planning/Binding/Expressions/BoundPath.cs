namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>
/// A path of what a pattern matched: node, relationship, node, …. A relationship part may be the list of a variable-length pattern;
/// the nodes between its relationships follow from walking it from the node before. Null when any part is null.
/// </summary>
/// <param name="Parts">Nodes at even positions, relationships or lists of them at odd ones; an odd number in all.</param>
public sealed record BoundPath(EquatableList<BoundExpression> Parts)
    : BoundExpression(CypherType.Path)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => Parts;

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        new BoundPath([.. children]);
}
