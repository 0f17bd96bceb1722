using Quiver.Model.Values;

namespace Quiver.Apoc.Refactor;

/// <summary>The properties of one node or relationship that stands for several. Not thread safe.</summary>
/// <param name="modeOf">What becomes of a property, by its key.</param>
/// <param name="keepsSingleLists">Whether combined lists that have one element stay lists.</param>
internal sealed class MergedProperties(Func<string, PropertyMode> modeOf, bool keepsSingleLists)
{
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, List<Value>> _values = new(StringComparer.Ordinal);

    /// <summary>Takes the properties of the next one.</summary>
    public void Add(MapValue properties)
    {
        foreach (ref readonly var entry in properties.AsSpan())
        {
            if (!_values.TryGetValue(entry.Key, out var values))
            {
                _keys.Add(entry.Key);
                _values.Add(entry.Key, values = []);
            }
            values.Add(entry.Value);
        }
    }

    /// <summary>What they have become.</summary>
    public MapValue ToMap() =>
        new(_keys.Select(k => new KeyValuePair<string, Value>(k, Merge(modeOf(k), _values[k]))));

    private Value Merge(PropertyMode mode, List<Value> values) =>
        mode switch
        {
            PropertyMode.Overwrite => values[^1],
            PropertyMode.Discard => values[0],
            _ => Combine(values),
        };

    private Value Combine(List<Value> values)
    {
        var elements = new List<Value>();
        foreach (var value in values)
        {
            foreach (
                var element in value.Kind == ValueKind.List ? value.AsList().AsSpan() : [value]
            )
            {
                if (!elements.Contains(element, ValueEquivalence.Instance))
                {
                    elements.Add(element);
                }
            }
        }
        bool wasList = values.Exists(static v => v.Kind == ValueKind.List);
        return elements.Count == 1 && !(wasList && keepsSingleLists)
            ? elements[0]
            : Value.List(OfOneType(elements));
    }

    // A list of different types cannot be stored: numbers become such with a fraction, others text.
    private static Value[] OfOneType(List<Value> elements)
    {
        if (elements.TrueForAll(e => e.Kind == elements[0].Kind))
        {
            return [.. elements];
        }
        return elements.TrueForAll(static e => e.Kind is ValueKind.Integer or ValueKind.Float)
            ?
            [
                .. elements.Select(static e =>
                    e.Kind == ValueKind.Float ? e : Value.Float(e.AsInteger())
                ),
            ]
            :
            [
                .. elements.Select(static e =>
                    e.Kind == ValueKind.String ? e : Value.String(ValueText.ToText(e))
                ),
            ];
    }
}
