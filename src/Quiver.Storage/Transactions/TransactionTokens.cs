using Quiver.Storage.Schema;

namespace Quiver.Storage.Transactions;

/// <summary>Numbers the names that a change of the schema uses.</summary>
/// <param name="transaction">The transaction of the change, which makes new names durable.</param>
internal sealed class TransactionTokens(WriteTransaction transaction) : ITokenNumbers
{
    /// <inheritdoc/>
    public int NumberOf(EntityKind entity, string labelOrType) =>
        entity == EntityKind.Node
            ? transaction.Label(labelOrType).Value
            : transaction.RelationshipType(labelOrType).Value;

    /// <inheritdoc/>
    public int NumberOfKey(string key) => transaction.PropertyKey(key).Value;
}
