using Quiver.Model.Values;

namespace Quiver.Storage.Tests.Transactions;

internal sealed record PlainRelationship(
    int Type,
    long Start,
    long End,
    Dictionary<int, Value> Properties
);
