using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Nodes by their identity: for each source row, the existing nodes that it names, each once.</summary>
public abstract class NodeSeek : PlanNode
{
    private protected NodeSeek(
        PlanNode? source,
        Variable node,
        BoundExpression identity,
        bool isList
    )
        : base(source is null ? [] : [source], source is null ? [node] : [.. source.Output, node])
    {
        Node = node;
        Identity = identity;
        IsList = isList;
    }

    /// <inheritdoc/>
    public override string Details =>
        $"{PlanText.Variable(Node)} WHERE {Function}({PlanText.Variable(Node)}) "
        + $"{(IsList ? "IN" : "=")} {Identity}";

    /// <summary>The operator whose rows it extends; null when the identity needs no row and there is one row without columns.</summary>
    public PlanNode? Source => Children.Count == 0 ? null : Children[0];

    /// <summary>The node's variable.</summary>
    public Variable Node { get; }

    /// <summary>The identity, or a list of identities; null and values of other types find nothing.</summary>
    public BoundExpression Identity { get; }

    /// <summary>Whether <see cref="Identity"/> is a list of identities.</summary>
    public bool IsList { get; }

    internal override IEnumerable<Variable> Introduced => [Node];

    internal override IEnumerable<BoundExpression> Expressions => [Identity];

    private protected abstract string Function { get; }
}
