using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>A node as a plain object.</summary>
internal sealed class PlainNode(long id)
{
    public long Id { get; } = id;

    public SortedSet<string> Labels { get; private init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Value> Properties { get; private init; } =
        new(StringComparer.Ordinal);

    public PlainNode Copy() =>
        new(Id)
        {
            Labels = new(Labels, StringComparer.Ordinal),
            Properties = new(Properties, StringComparer.Ordinal),
        };
}
