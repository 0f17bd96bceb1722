using Quiver.Model.Values;

namespace Quiver.Storage.Tests.Transactions;

internal sealed record PlainNode(SortedSet<int> Labels, Dictionary<int, Value> Properties);
