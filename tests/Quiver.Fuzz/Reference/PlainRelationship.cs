using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>A relationship as a plain object.</summary>
internal sealed class PlainRelationship(long id, string type, long start, long end)
{
    public long Id { get; } = id;

    public string Type { get; } = type;

    public long Start { get; } = start;

    public long End { get; } = end;

    public SortedDictionary<string, Value> Properties { get; private init; } =
        new(StringComparer.Ordinal);

    public PlainRelationship Copy() =>
        new(Id, Type, Start, End) { Properties = new(Properties, StringComparer.Ordinal) };
}
