using System.Numerics;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>What is known about an expression's value before the query runs: the kinds it may have, and null always.</summary>
/// <param name="Kinds">The kinds that the value may have; none for the literal null.</param>
/// <param name="Element">What the elements are where the value is a list; null when nothing is known about them.</param>
public sealed record CypherType(TypeKinds Kinds, CypherType? Element = null)
{
    /// <summary>Whatever there is.</summary>
    public static readonly CypherType Any = new(TypeKinds.Any);

    /// <summary>The type of the literal null.</summary>
    public static readonly CypherType Null = new(TypeKinds.None);

    /// <summary>Booleans.</summary>
    public static readonly CypherType Boolean = new(TypeKinds.Boolean);

    /// <summary>Integers.</summary>
    public static readonly CypherType Integer = new(TypeKinds.Integer);

    /// <summary>Floats.</summary>
    public static readonly CypherType Float = new(TypeKinds.Float);

    /// <summary>Integers and floats.</summary>
    public static readonly CypherType Number = new(TypeKinds.Number);

    /// <summary>Text.</summary>
    public static readonly CypherType String = new(TypeKinds.String);

    /// <summary>Durations.</summary>
    public static readonly CypherType Duration = new(TypeKinds.Duration);

    /// <summary>Points.</summary>
    public static readonly CypherType Point = new(TypeKinds.Point);

    /// <summary>Nodes.</summary>
    public static readonly CypherType Node = new(TypeKinds.Node);

    /// <summary>Relationships.</summary>
    public static readonly CypherType Relationship = new(TypeKinds.Relationship);

    /// <summary>Paths.</summary>
    public static readonly CypherType Path = new(TypeKinds.Path);

    /// <summary>Maps.</summary>
    public static readonly CypherType Map = new(TypeKinds.Map);

    /// <summary>Lists of whatever.</summary>
    public static readonly CypherType AnyList = new(TypeKinds.List);

    /// <summary>The lists whose elements have a type.</summary>
    public static CypherType ListOf(CypherType element) => new(TypeKinds.List, element);

    /// <summary>Whether the value is certainly a list (or null).</summary>
    public bool IsList => Kinds == TypeKinds.List;

    /// <summary>What the elements are where the value is a list.</summary>
    public CypherType ElementOrAny => Element ?? Any;

    /// <summary>Whether some value of this type has one of the kinds of another; null fits everywhere.</summary>
    public bool MayBe(CypherType expected)
    {
        if (Kinds == TypeKinds.None)
        {
            return true;
        }
        var shared = Kinds & expected.Kinds;
        if (shared != TypeKinds.List || Element is null || expected.Element is null)
        {
            return shared != TypeKinds.None;
        }
        return Element.MayBe(expected.Element);
    }

    /// <summary>Whether every value of this type (null aside) has one of the kinds given.</summary>
    public bool IsOnly(TypeKinds kinds) =>
        Kinds != TypeKinds.None && (Kinds & ~kinds) == TypeKinds.None;

    /// <summary>The type that holds the values of both.</summary>
    public CypherType Union(CypherType other)
    {
        bool bothLists = Kinds.HasFlag(TypeKinds.List) && other.Kinds.HasFlag(TypeKinds.List);
        var element = bothLists
            ? Element is null || other.Element is null
                ? null
                : Element.Union(other.Element)
            : Element ?? other.Element;
        return new CypherType(Kinds | other.Kinds, element);
    }

    /// <summary>The type as messages name it: <c>Integer</c>, <c>List&lt;String&gt;</c>, <c>Float or Integer</c>.</summary>
    public override string ToString()
    {
        if (Kinds == TypeKinds.None)
        {
            return "Null";
        }
        if (Kinds == TypeKinds.Any)
        {
            return "Any";
        }
        if (Kinds == TypeKinds.List)
        {
            return $"List<{ElementName}>";
        }
        return BitOperations.IsPow2((int)Kinds) ? Kinds.ToString() : JoinedNames();
    }

    private string ElementName => Element is null ? "T" : Element.ToString();

    private string JoinedNames()
    {
        var names = new List<string>();
        foreach (var kind in Enum.GetValues<TypeKinds>())
        {
            if (kind != TypeKinds.None && BitOperations.IsPow2((int)kind) && Kinds.HasFlag(kind))
            {
                names.Add(kind == TypeKinds.List ? $"List<{ElementName}>" : kind.ToString());
            }
        }
        names.Sort(StringComparer.Ordinal);
        return $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
