using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>Equivalence for dictionaries: all that may be equivalent has the same hash code.</summary>
internal sealed class ValueComparer : IEqualityComparer<Value>
{
    public static readonly ValueComparer Instance = new();

    public bool Equals(Value x, Value y) => Compare.Equivalent(x, y);

    public int GetHashCode(Value obj) =>
        obj.Kind switch
        {
            ValueKind.Integer or ValueKind.Float => obj.AsNumber().GetHashCode(),
            ValueKind.List => obj.AsList()
                .Aggregate(7, (hash, v) => HashCode.Combine(hash, GetHashCode(v))),
            ValueKind.String => obj.AsString().GetHashCode(StringComparison.Ordinal),
            ValueKind.Node or ValueKind.Relationship or ValueKind.Boolean => obj.Bits.GetHashCode(),
            _ => (int)obj.Kind,
        };
}
