using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Histories;

/// <summary>A node or relationship as plain objects.</summary>
internal sealed record PlainEntity
{
    /// <summary>The labels of a node; the type of a relationship alone.</summary>
    public SortedSet<string> Labels { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The numbers of a relationship's ends.</summary>
    public (long Start, long End) Ends { get; init; }

    /// <summary>Its properties; none is null.</summary>
    public SortedDictionary<string, Value> Properties { get; init; } = new(StringComparer.Ordinal);

    /// <summary>A copy that can be changed by itself.</summary>
    public PlainEntity Copy() =>
        new()
        {
            Labels = new(Labels, StringComparer.Ordinal),
            Ends = Ends,
            Properties = new(Properties, StringComparer.Ordinal),
        };

    /// <summary>Whether a property has a value, as <c>=</c> says.</summary>
    public bool Has(string key, Value value) =>
        Properties.TryGetValue(key, out var found)
        && ValueEquality.Compare(found, value) == Ternary.True;

    /// <summary>Sets or, with null, removes a property.</summary>
    public void Set(string key, Value value)
    {
        if (value.IsNull)
        {
            Properties.Remove(key);
        }
        else
        {
            Properties[key] = value;
        }
    }

    /// <summary>Labels and properties in one line.</summary>
    public override string ToString() =>
        $":{string.Join(':', Labels)} {string.Join(", ", Properties.Select(p => $"{p.Key}: {ValueText.Format(p.Value)}"))}";
}
