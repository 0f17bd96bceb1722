using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Shows;
using Quiver.Cypher.Syntax.Tree;
using Variable = Quiver.Cypher.Planning.Binding.Variable;

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
        Indexes = show.Indexes;
    }

    /// <inheritdoc/>
    public override string Name => NameOf(Selection);

    /// <inheritdoc/>
    public override string Details => DetailsOf(Selection, Names, Output);

    /// <summary>What is listed.</summary>
    public ShowSelection Selection { get; }

    /// <summary>The names that are asked for; empty for all.</summary>
    public IReadOnlyList<BoundExpression> Names { get; }

    /// <summary>The variables of the list's columns, under their names; the output holds those that are read.</summary>
    public IReadOnlyList<Variable> Columns { get; }

    /// <summary>Which of the list's columns each of these is.</summary>
    public IReadOnlyList<int> Indexes { get; }

    internal override IEnumerable<BoundExpression> Expressions => Names;

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => Columns;

    /// <summary>What an operator that lists something is called.</summary>
    internal static string NameOf(ShowSelection selection) =>
        selection.Kind == ShowKind.TerminatedTransactions
            ? "TerminateTransactions"
            : $"Show{selection.Kind}";

    /// <summary>What such an operator works with.</summary>
    internal static string DetailsOf(
        ShowSelection selection,
        IReadOnlyList<BoundExpression> names,
        IReadOnlyList<Variable> columns
    )
    {
        string asked = string.Join(", ", names);
        string which =
            selection.Selection.Length > 0 ? selection.Selection
            : names.Count > 0 ? asked
            : "ALL";
        return $"{which}: {PlanText.Variables(columns)}";
    }
}
