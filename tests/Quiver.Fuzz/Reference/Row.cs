using System.Collections.Immutable;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>Variables with their values.</summary>
internal sealed class Row(ImmutableDictionary<string, Value> values)
{
    public static readonly Row Empty = new(
        ImmutableDictionary.Create<string, Value>(StringComparer.Ordinal)
    );

    public IEnumerable<string> Names => values.Keys;

    public Value this[string name] =>
        values.TryGetValue(name, out var value)
            ? value
            : throw new UndecidedException($"no variable {name}");

    public bool Has(string name) => values.ContainsKey(name);

    public Row With(string name, Value value) => new(values.SetItem(name, value));

    public Row With(Row other) =>
        new(other.Names.Aggregate(values, (all, name) => all.SetItem(name, other[name])));
}
