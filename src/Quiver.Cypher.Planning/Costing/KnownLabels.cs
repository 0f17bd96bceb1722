using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;

namespace Quiver.Cypher.Planning.Costing;

/// <summary>The labels that nodes are known to have from the conditions met so far. Serves estimates only.</summary>
internal sealed class KnownLabels
{
    private readonly Dictionary<Variable, HashSet<string>> _labels = [];

    /// <summary>The labels of a node.</summary>
    public IReadOnlyCollection<string> Of(Variable node) =>
        _labels.TryGetValue(node, out var labels) ? labels : [];

    /// <summary>Notes what a condition says.</summary>
    public void Add(BoundExpression predicate)
    {
        if (TryGetLabel(predicate, out var node, out string label))
        {
            Of(node, create: true).Add(label);
        }
    }

    /// <summary>Notes that a column is another one under a new name.</summary>
    public void Copy(Variable from, Variable to)
    {
        if (_labels.TryGetValue(from, out var labels))
        {
            Of(to, create: true).UnionWith(labels);
        }
    }

    /// <summary>Whether a condition says that a variable has one label.</summary>
    public static bool TryGetLabel(BoundExpression predicate, out Variable node, out string label)
    {
        if (
            predicate is BoundHasLabels
            {
                Operand: BoundVariable { Variable: var variable },
                Labels: BoundLabelName name
            }
        )
        {
            (node, label) = (variable, name.Name);
            return true;
        }
        (node, label) = (null!, "");
        return false;
    }

    private HashSet<string> Of(Variable node, bool create)
    {
        if (!_labels.TryGetValue(node, out var labels) && create)
        {
            _labels.Add(node, labels = new HashSet<string>(StringComparer.Ordinal));
        }
        return labels!;
    }
}
