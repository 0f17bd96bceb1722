using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Transactions;

/// <summary>What became of one inner transaction.</summary>
/// <param name="IsStarted">Whether it was begun.</param>
/// <param name="IsCommitted">Whether its changes are durable.</param>
/// <param name="Name">What users know it by; null when it was not begun.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record TransactionOutcome(
    bool IsStarted,
    bool IsCommitted,
    string? Name,
    string? Error
)
{
    /// <summary>A transaction that was not begun, since one before it failed.</summary>
    public static readonly TransactionOutcome NotStarted = new(false, false, null, null);

    /// <summary>The outcome as REPORT STATUS gives it.</summary>
    public Value ToValue() =>
        Value.Map(
            new MapValue([
                new("started", Value.Boolean(IsStarted)),
                new("committed", Value.Boolean(IsCommitted)),
                new("transactionId", Text(Name)),
                new("errorMessage", Text(Error)),
            ])
        );

    private static Value Text(string? text) => text is null ? Value.Null : Value.String(text);
}
