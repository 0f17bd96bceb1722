using Quiver.Model.Values;

namespace Quiver.Apoc.Paths;

/// <summary>Which nodes paths go through and end at, by lists of nodes.</summary>
internal sealed class NodeLists
{
    private readonly HashSet<long> _ends;
    private readonly HashSet<long> _terminators;
    private readonly HashSet<long> _allowed;
    private readonly HashSet<long> _denied;

    /// <summary>Reads the lists of a configuration.</summary>
    /// <exception cref="Model.Status.CypherException">One holds something else.</exception>
    public NodeLists(ProcedureConfig config)
    {
        _ends = Nodes(config, "endNodes");
        _terminators = Nodes(config, "terminatorNodes");
        _allowed = Nodes(config, "allowlistNodes", "whitelistNodes");
        _denied = Nodes(config, "denylistNodes", "blacklistNodes");
    }

    /// <summary>What becomes of a path that ends at a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isFiltered">False for a start node that is only asked whether paths end there.</param>
    public NodeVerdict Of(long node, bool isFiltered)
    {
        bool isTerminator = _terminators.Contains(node);
        bool isEnd = isTerminator || _ends.Contains(node);
        bool isPassed =
            !isFiltered
            || (
                !_denied.Contains(node) && (_allowed.Count == 0 || isEnd || _allowed.Contains(node))
            );
        bool endsOnlyAtSome = _ends.Count + _terminators.Count > 0;
        return new(isPassed && (isEnd || !endsOnlyAtSome), isPassed && !isTerminator);
    }

    private static HashSet<long> Nodes(ProcedureConfig config, params string[] names)
    {
        var nodes = new HashSet<long>();
        foreach (string name in names)
        {
            foreach (var value in config.Values(name))
            {
                nodes.Add(
                    value.Kind == ValueKind.Node
                        ? value.AsNode().Value
                        : throw ApocErrors.WrongOption(name, "a list of nodes")
                );
            }
        }
        return nodes;
    }
}
