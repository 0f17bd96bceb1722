using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// An operator of a plan. Its rows have exactly the columns of <see cref="Output"/>, in that order: some of its children's, which it
/// passes on, and those that it makes. A column that nobody above reads is not in the output and need not be made at all.
/// </summary>
/// <remarks>A finished plan is immutable and may be run by several threads at once.</remarks>
public abstract class PlanNode
{
    private protected PlanNode(IReadOnlyList<PlanNode> children, IReadOnlyList<Variable> output)
    {
        Children = children;
        Output = output;
        IsAutoCommitOnly = this is TransactionApply || children.Any(static c => c.IsAutoCommitOnly);
        RunsTransactions =
            IsAutoCommitOnly
            || this is ProcedureCall { Procedure.RunsTransactions: true }
            || children.Any(static c => c.RunsTransactions);
        HasEffects =
            this is ProcedureCall { Procedure.HasEffects: true }
            || children.Any(static c => c.HasEffects);
        Writes =
            this is IUpdatingNode or ProcedureCall { Procedure.ChangesGraph: true }
            || WritesBelow(children);
        Height = 1 + children.Select(static c => c.Height).DefaultIfEmpty().Max();
    }

    /// <summary>The operator's name as EXPLAIN prints it.</summary>
    public abstract string Name { get; }

    /// <summary>What the operator works with, as EXPLAIN prints it.</summary>
    public abstract string Details { get; }

    /// <summary>The operators that it reads from; of two, the left one comes first.</summary>
    public IReadOnlyList<PlanNode> Children { get; private set; }

    /// <summary>The columns of its rows; a variable's column is its position here.</summary>
    public IReadOnlyList<Variable> Output { get; internal set; }

    /// <summary>How many rows the planner expects; under an Apply, for one row of the left side.</summary>
    public double EstimatedRows { get; internal set; }

    /// <summary>The node's number in its plan: dense from 0 at the root, children after parents.</summary>
    public int Id { get; internal set; }

    /// <summary>Whether it or an operator below changes the graph, in the transaction of the query.</summary>
    public bool Writes { get; }

    /// <summary>Whether it or an operator below runs transactions of its own.</summary>
    public bool RunsTransactions { get; }

    /// <summary>Whether it or an operator below does something besides reading and changing the graph.</summary>
    public bool HasEffects { get; }

    /// <summary>Whether it or an operator below may not run in a transaction with other queries.</summary>
    public bool IsAutoCommitOnly { get; }

    /// <summary>How many operators stand one above the other from here down.</summary>
    internal int Height { get; }

    /// <summary>The variables that this operator adds to its children's.</summary>
    internal virtual IEnumerable<Variable> Introduced => [];

    /// <summary>The expressions that it evaluates over its children's rows.</summary>
    internal virtual IEnumerable<BoundExpression> Expressions => [];

    /// <summary>The variables that it reads besides those in its expressions.</summary>
    internal virtual IEnumerable<Variable> Read => [];

    /// <summary>Whether each row (or pair) is turned into rows on its own, whatever rows come before and after it.</summary>
    internal virtual bool IsRowWise => true;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Details}";

    private bool WritesBelow(IReadOnlyList<PlanNode> children) =>
        this is TransactionApply ? children[0].Writes : children.Any(static c => c.Writes);

    /// <summary>A copy of the whole tree. The search may use one plan in two places; in the copy every operator occurs once.</summary>
    internal PlanNode CopyTree()
    {
        var copy = (PlanNode)MemberwiseClone();
        copy.Children = [.. Children.Select(static c => c.CopyTree())];
        return copy;
    }
}
