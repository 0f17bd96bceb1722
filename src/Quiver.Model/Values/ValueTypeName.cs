namespace Quiver.Model.Values;

/// <summary>The names of Cypher's types, as valueType() gives them: <c>INTEGER NOT NULL</c>, <c>LIST&lt;STRING | BOOLEAN&gt; NOT NULL</c>.</summary>
public static class ValueTypeName
{
    /// <summary>The order in which the types of a union are written.</summary>
    public static ReadOnlySpan<ValueKind> UnionOrder =>
        [
            ValueKind.Boolean,
            ValueKind.String,
            ValueKind.Integer,
            ValueKind.Float,
            ValueKind.Date,
            ValueKind.LocalTime,
            ValueKind.ZonedTime,
            ValueKind.LocalDateTime,
            ValueKind.ZonedDateTime,
            ValueKind.Duration,
            ValueKind.Point,
            ValueKind.Vector,
            ValueKind.Bytes,
            ValueKind.Node,
            ValueKind.Relationship,
            ValueKind.Map,
            ValueKind.List,
            ValueKind.Path,
        ];

    /// <summary>The bare name of a kind's type, for example <c>ZONED DATETIME</c>.</summary>
    public static string OfKind(ValueKind kind) =>
        kind switch
        {
            ValueKind.Null => "NULL",
            ValueKind.Boolean => "BOOLEAN",
            ValueKind.Integer => "INTEGER",
            ValueKind.Float => "FLOAT",
            ValueKind.String => "STRING",
            ValueKind.List => "LIST",
            ValueKind.Map => "MAP",
            ValueKind.Node => "NODE",
            ValueKind.Relationship => "RELATIONSHIP",
            ValueKind.Path => "PATH",
            ValueKind.Date => "DATE",
            ValueKind.LocalTime => "LOCAL TIME",
            ValueKind.ZonedTime => "ZONED TIME",
            ValueKind.LocalDateTime => "LOCAL DATETIME",
            ValueKind.ZonedDateTime => "ZONED DATETIME",
            ValueKind.Duration => "DURATION",
            ValueKind.Point => "POINT",
            ValueKind.Vector => "VECTOR",
            _ => "BYTES",
        };

    /// <summary>The narrowest type of a value. A list's is that of all its elements: linear in their number.</summary>
    public static string Of(Value value) => value.IsNull ? "NULL" : NameOf(value, 0) + " NOT NULL";

    private static string NameOf(in Value value, int depth) =>
        value.Kind switch
        {
            ValueKind.List => $"LIST<{UnionOf(value.AsList().AsSpan(), depth)}>",
            ValueKind.Vector => value.AsVector().TypeName,
            _ => OfKind(value.Kind),
        };

    private static string UnionOf(ReadOnlySpan<Value> elements, int depth)
    {
        ValueNesting.Check(depth);
        if (elements.IsEmpty)
        {
            return "NOTHING";
        }
        uint kinds = 0;
        // Of lists and vectors there are several types.
        SortedSet<string>? lists = null;
        SortedSet<string>? vectors = null;
        foreach (ref readonly var element in elements)
        {
            kinds |= 1u << (int)element.Kind;
            if (element.Kind == ValueKind.List)
            {
                lists ??= new(StringComparer.Ordinal);
                lists.Add(NameOf(element, depth + 1));
            }
            else if (element.Kind == ValueKind.Vector)
            {
                vectors ??= new(StringComparer.Ordinal);
                vectors.Add(NameOf(element, depth + 1));
            }
        }
        bool hasNull = (kinds & 1u << (int)ValueKind.Null) != 0;
        return hasNull && kinds == 1u << (int)ValueKind.Null
            ? "NULL"
            : Join(kinds, lists, vectors, hasNull ? "" : " NOT NULL");
    }

    private static string Join(
        uint kinds,
        SortedSet<string>? lists,
        SortedSet<string>? vectors,
        string suffix
    )
    {
        var names = new List<string>();
        foreach (var kind in UnionOrder)
        {
            if ((kinds & 1u << (int)kind) == 0)
            {
                continue;
            }
            if (kind == ValueKind.List)
            {
                names.AddRange(lists!);
            }
            else if (kind == ValueKind.Vector)
            {
                names.AddRange(vectors!);
            }
            else
            {
                names.Add(OfKind(kind));
            }
        }
        return string.Join(suffix + " | ", names) + suffix;
    }
}
