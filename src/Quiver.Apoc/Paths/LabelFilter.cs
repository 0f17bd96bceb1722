using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Paths;

/// <summary>Which nodes paths go through and end at, by their labels: <c>+Allowed|-Denied|/Terminator|&gt;End</c>. A label without a sign is an allowed one.</summary>
internal sealed class LabelFilter
{
    private readonly Snapshot _snapshot;
    private readonly HashSet<int> _denied = [];
    private readonly HashSet<int> _allowed = [];
    private readonly HashSet<int> _terminators = [];
    private readonly HashSet<int> _ends = [];
    private readonly List<LabelId> _labels = [];
    private readonly bool _allowsOnlySome;
    private readonly bool _endsOnlyAtSome;

    /// <summary>Reads a filter.</summary>
    /// <exception cref="Model.Status.CypherException">It is of another form.</exception>
    public LabelFilter(Snapshot snapshot, string filter)
    {
        _snapshot = snapshot;
        if (filter.Contains(',', StringComparison.Ordinal))
        {
            throw ApocErrors.NoSequences("labelFilter");
        }
        foreach (
            string part in filter.Split(
                '|',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            bool hasSign = part[0] is '+' or '-' or '/' or '>';
            char sign = hasSign ? part[0] : '+';
            string label = hasSign ? part[1..] : part;
            _allowsOnlySome |= sign == '+';
            _endsOnlyAtSome |= sign is '/' or '>';
            // One that the database does not know no node has.
            int known = snapshot.Tokens.Label(label).Value;
            var labels = sign switch
            {
                '-' => _denied,
                '/' => _terminators,
                '>' => _ends,
                _ => _allowed,
            };
            labels.Add(known);
        }
    }

    /// <summary>What becomes of a path that ends at a node.</summary>
    public NodeVerdict Of(long node)
    {
        _labels.Clear();
        _snapshot.ReadLabels(new NodeId(node), _labels);
        if (HasOneOf(_denied))
        {
            return NodeVerdict.None;
        }
        if (HasOneOf(_terminators))
        {
            return new(IsResult: true, GoesOn: false);
        }
        if (HasOneOf(_ends))
        {
            return NodeVerdict.All;
        }
        bool isAllowed = !_allowsOnlySome || HasOneOf(_allowed);
        return new(isAllowed && !_endsOnlyAtSome, isAllowed);
    }

    /// <summary>What becomes of the path that is a start node which is not filtered.</summary>
    public NodeVerdict OfUnfilteredStart() => new(!_endsOnlyAtSome, GoesOn: true);

    private bool HasOneOf(HashSet<int> labels)
    {
        foreach (var label in _labels)
        {
            if (labels.Contains(label.Value))
            {
                return true;
            }
        }
        return false;
    }
}
