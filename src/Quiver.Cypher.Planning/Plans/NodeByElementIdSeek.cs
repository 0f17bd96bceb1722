using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Nodes by element id, as <c>elementId(n)</c> gives it.</summary>
/// <param name="source">The operator whose rows it extends, if any.</param>
/// <param name="node">The node's variable.</param>
/// <param name="identity">The element id or list of element ids.</param>
/// <param name="isList">Whether it is a list.</param>
public sealed class NodeByElementIdSeek(
    PlanNode? source,
    Variable node,
    BoundExpression identity,
    bool isList
) : NodeSeek(source, node, identity, isList)
{
    /// <inheritdoc/>
    public override string Name => "NodeByElementIdSeek";

    private protected override string Function => "elementId";
}
