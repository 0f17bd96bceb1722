using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// Each row of the left side with each row that the right side gives for it, where the right side runs in transactions of its own: every so many
/// left rows are one. The left side, and nothing of the right one, belongs to the transaction of the query.
/// </summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">The side that is run for each left row, and may change the graph.</param>
/// <param name="settings">How rows are taken together to transactions.</param>
/// <param name="status">The column that tells of each row's transaction; null for none.</param>
/// <param name="isUnit">Whether the right side is there only for what it does.</param>
public sealed class TransactionApply(
    PlanNode left,
    PlanNode right,
    TransactionSettings settings,
    Variable? status,
    bool isUnit
)
    : ApplyNode(
        left,
        right,
        status is null ? Join(left, right) : [.. Join(left, right).Append(status)]
    )
{
    /// <inheritdoc/>
    public override string Name => IsUnit ? "TransactionForeach" : "TransactionApply";

    /// <inheritdoc/>
    public override string Details => Settings.ToString();

    /// <summary>How rows are taken together to transactions.</summary>
    public TransactionSettings Settings { get; } = settings;

    /// <summary>The column that tells of each row's transaction; null for none.</summary>
    public Variable? Status { get; } = status;

    /// <summary>Whether the right side is there only for what it does.</summary>
    public bool IsUnit { get; } = isUnit;

    internal override bool IsRowWise => false;

    internal override IEnumerable<Variable> Introduced => Status is null ? [] : [Status];
}
