using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Shows;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The rows of a list that the server keeps.</summary>
public sealed class ShowRows : LeafNode
{
    internal ShowRows(BoundShow show)
        : base(show.Columns)
    {
        Selection = show.Selection;
        Names = show.Names;
        Columns = show.Columns;
    }

    /// <inheritdoc/>
    public override string Name => $"Show{Selection.Kind}";

    /// <inheritdoc/>
    public override string Details
    {
        get
        {
            string which = Selection.Selection.Length == 0 ? "ALL" : Selection.Selection;
            string names = Names.Count == 0 ? "" : $" {string.Join(", ", Names)}";
            return $"{which}{names}: {PlanText.Variables(Output)}";
        }
    }

    /// <summary>What is listed.</summary>
    public ShowSelection Selection { get; }

    /// <summary>The names that are asked for; empty for all.</summary>
    public IReadOnlyList<BoundExpression> Names { get; }

    /// <summary>The variables of the list's columns, under their names; the output holds those that are read.</summary>
    public IReadOnlyList<Variable> Columns { get; }

    internal override IEnumerable<BoundExpression> Expressions => Names;

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => Columns;
}
