using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>Equality, equivalence and order of values, written for reading.</summary>
internal static class Compare
{
    /// <summary>left = right: true, false, or null for unknown.</summary>
    public static bool? Equal(Value left, Value right)
    {
        if (left.IsNull || right.IsNull)
        {
            return null;
        }
        if (left.IsNumber && right.IsNumber)
        {
            return !IsNaN(left) && !IsNaN(right) && Numbers(left, right) == 0;
        }
        if (left.Kind != right.Kind)
        {
            return Mixed(left, right);
        }
        return left.Kind switch
        {
            ValueKind.List => Lists([.. left.AsList()], [.. right.AsList()]),
            ValueKind.Map => Maps(left.AsMap(), right.AsMap()),
            _ => Order(left, right) == 0,
        };
    }

    /// <summary>Whether DISTINCT takes two values for one.</summary>
    public static bool Equivalent(Value left, Value right) => Order(left, right) == 0;

    /// <summary>left &lt; right (or &lt;=): true, false, or null for unknown.</summary>
    public static bool? Less(Value left, Value right, bool orEqual)
    {
        var (order, isKnown, isOrdered) = Comparability(left, right);
        return !isKnown ? null
            : !isOrdered ? false
            : order < 0 || (orEqual && order == 0);
    }

    /// <summary>The order of ORDER BY.</summary>
    public static int Order(Value left, Value right)
    {
        int kinds = Rank(left).CompareTo(Rank(right));
        if (kinds != 0)
        {
            return kinds;
        }
        if (left.IsNumber)
        {
            return Numbers(left, right);
        }
        return left.Kind switch
        {
            ValueKind.Null => 0,
            ValueKind.Boolean => left.AsBoolean().CompareTo(right.AsBoolean()),
            ValueKind.String => left.AsUtf8().SequenceCompareTo(right.AsUtf8()),
            ValueKind.Node or ValueKind.Relationship => left.Bits.CompareTo(right.Bits),
            ValueKind.List => OrderLists([.. left.AsList()], [.. right.AsList()]),
            ValueKind.Map => OrderMaps(left.AsMap(), right.AsMap()),
            ValueKind.Path => OrderLists(PathElements(left), PathElements(right)),
            ValueKind.Point => Points.Order(left.AsPoint(), right.AsPoint()),
            ValueKind.Duration => OrderDurations(left.AsDuration(), right.AsDuration()),
            // Dates and times are the model's own.
            _ => ValueOrder.Instance.Compare(left, right),
        };
    }

    /// <summary>A path as the list of its nodes and relationships.</summary>
    public static Value[] PathElements(Value value)
    {
        var path = value.AsPath();
        var elements = new Value[path.Nodes.Length + path.Relationships.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] =
                i % 2 == 0
                    ? Value.Node(path.Nodes[i / 2])
                    : Value.Relationship(path.Relationships[i / 2]);
        }
        return elements;
    }

    private static bool? Mixed(Value left, Value right) =>
        (left.Kind, right.Kind) switch
        {
            (ValueKind.Path, ValueKind.List) => Lists(PathElements(left), [.. right.AsList()]),
            (ValueKind.List, ValueKind.Path) => Lists([.. left.AsList()], PathElements(right)),
            _ => false,
        };

    private static bool? Lists(Value[] left, Value[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }
        var elements = left.Zip(right, Equal).ToList();
        return elements.Contains(false) ? false
            : elements.Contains(null) ? null
            : true;
    }

    private static bool? Maps(MapValue left, MapValue right)
    {
        string[] keys = [.. left.Keys.Order(StringComparer.Ordinal)];
        return keys.SequenceEqual(right.Keys.Order(StringComparer.Ordinal))
            ? Lists([.. keys.Select(k => left[k])], [.. keys.Select(k => right[k])])
            : false;
    }

    private static (int Order, bool IsKnown, bool IsOrdered) Comparability(Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return (Numbers(left, right), true, !IsNaN(left) && !IsNaN(right));
        }
        if (left.Kind != right.Kind)
        {
            return default;
        }
        switch (left.Kind)
        {
            case ValueKind.List:
                for (int i = 0; i < left.AsList().Count && i < right.AsList().Count; i++)
                {
                    var element = Comparability(left.AsList()[i], right.AsList()[i]);
                    if (element != (0, true, true))
                    {
                        return element;
                    }
                }
                return (left.AsList().Count.CompareTo(right.AsList().Count), true, true);
            case ValueKind.Boolean
            or ValueKind.String
            or ValueKind.Date
            or ValueKind.LocalDateTime
            or ValueKind.ZonedDateTime
            or ValueKind.LocalTime
            or ValueKind.ZonedTime:
                return (Order(left, right), true, true);
            default:
                return default;
        }
    }

    private static int Rank(Value value) =>
        value.Kind switch
        {
            ValueKind.Map => 0,
            ValueKind.Node => 1,
            ValueKind.Relationship => 2,
            ValueKind.List => 3,
            ValueKind.Path => 4,
            ValueKind.Point => 5,
            ValueKind.ZonedDateTime => 6,
            ValueKind.LocalDateTime => 7,
            ValueKind.Date => 8,
            ValueKind.ZonedTime => 9,
            ValueKind.LocalTime => 10,
            ValueKind.Duration => 11,
            ValueKind.String => 12,
            ValueKind.Boolean => 13,
            ValueKind.Integer or ValueKind.Float => 14,
            ValueKind.Null => 15,
            _ => throw new UndecidedException($"order of {value.Kind}"),
        };

    private static int OrderLists(Value[] left, Value[] right)
    {
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            int order = Order(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return left.Length.CompareTo(right.Length);
    }

    private static int OrderMaps(MapValue left, MapValue right)
    {
        int order = left.Count.CompareTo(right.Count);
        if (order != 0)
        {
            return order;
        }
        string[] keys = [.. left.Keys.Order(StringComparer.Ordinal)];
        string[] others = [.. right.Keys.Order(StringComparer.Ordinal)];
        order = OrderLists([.. keys.Select(Value.String)], [.. others.Select(Value.String)]);
        return order != 0
            ? order
            : OrderLists([.. keys.Select(k => left[k])], [.. others.Select(k => right[k])]);
    }

    // By average length; what is equally long on average by months, then by days.
    private static int OrderDurations(Duration left, Duration right)
    {
        static decimal Average(Duration d) =>
            (d.Months * 2_629_746m) + (d.Days * 86_400m) + d.Seconds + (d.Nanoseconds / 1e9m);
        return (Average(left), left.Months, left.Days).CompareTo(
            (Average(right), right.Months, right.Days)
        );
    }

    private static bool IsNaN(Value value) =>
        value.Kind == ValueKind.Float && double.IsNaN(value.AsFloat());

    private static int Numbers(Value left, Value right)
    {
        if (left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer)
        {
            return left.AsInteger().CompareTo(right.AsInteger());
        }
        double a = left.AsNumber();
        double b = right.AsNumber();
        // A decimal holds every integer exactly; floats beyond its range are beyond the integers, too.
        if (left.Kind != right.Kind && Math.Abs(a) < 1e19 && Math.Abs(b) < 1e19)
        {
            return Exact(left).CompareTo(Exact(right)) is var order && order != 0
                ? order
                : a.CompareTo(b);
        }
        // The smallest number of all for CompareTo is NaN, for Cypher it is the greatest.
        return double.IsNaN(a) || double.IsNaN(b) ? double.IsNaN(a).CompareTo(double.IsNaN(b))
            : a == b ? 0
            : a < b ? -1
            : 1;
    }

    private static System.Numerics.BigInteger Exact(Value number) =>
        number.Kind == ValueKind.Integer
            ? number.AsInteger()
            : new System.Numerics.BigInteger(Math.Floor(number.AsFloat()));
}
