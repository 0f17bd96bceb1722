using Quiver.Model.Values;

namespace Quiver.Storage.Schema;

/// <summary>The types that a property type constraint allows: single values of some kinds, and lists of elements of one kind each.</summary>
/// <param name="Kinds">Bit <c>1 &lt;&lt; kind</c> for each kind of single value.</param>
/// <param name="ListKinds">Bit <c>1 &lt;&lt; kind</c> for each kind of element that a list may have.</param>
public readonly record struct PropertyTypeSet(uint Kinds, uint ListKinds)
{
    /// <summary>The set of one kind of single value.</summary>
    public static PropertyTypeSet Of(ValueKind kind) => new(1u << (int)kind, 0);

    /// <summary>The set of lists of one kind of element.</summary>
    public static PropertyTypeSet ListOf(ValueKind element) => new(0, 1u << (int)element);

    /// <summary>What either set allows.</summary>
    public PropertyTypeSet With(PropertyTypeSet other) =>
        new(Kinds | other.Kinds, ListKinds | other.ListKinds);

    /// <summary>Whether a stored value is of one of the types. An empty list is of every list type.</summary>
    public bool Allows(Value value)
    {
        if (value.Kind != ValueKind.List)
        {
            return (Kinds >> (int)value.Kind & 1) != 0;
        }
        foreach (ref readonly var element in value.AsList().AsSpan())
        {
            if ((ListKinds >> (int)element.Kind & 1) == 0)
            {
                return false;
            }
        }
        return ListKinds != 0;
    }

    /// <summary>The types as Cypher writes them: <c>STRING | LIST&lt;INTEGER NOT NULL&gt;</c>.</summary>
    public override string ToString()
    {
        var names = new List<string>();
        foreach (var kind in ValueTypeName.UnionOrder)
        {
            if ((Kinds >> (int)kind & 1) != 0)
            {
                names.Add(ValueTypeName.OfKind(kind));
            }
        }
        foreach (var kind in ValueTypeName.UnionOrder)
        {
            if ((ListKinds >> (int)kind & 1) != 0)
            {
                names.Add($"LIST<{ValueTypeName.OfKind(kind)} NOT NULL>");
            }
        }
        return string.Join(" | ", names);
    }
}
