namespace Quiver.Model.Values;

/// <summary>The total order of ORDER BY, min and max over values of all kinds; null comes last.</summary>
/// <remarks>
/// Across kinds: map, node, relationship, list, bytes, path, vector, point, zoned date-time, local date-time, date, zoned time, local
/// time, duration, text, boolean, number, null. Within numbers NaN comes after Infinity.
/// </remarks>
public sealed class ValueOrder : IComparer<Value>
{
    /// <summary>The one instance.</summary>
    public static readonly ValueOrder Instance = new();

    private ValueOrder() { }

    // Indexed by ValueKind.
    private static ReadOnlySpan<byte> Ranks =>
        [
            17, // Null
            15, // Boolean
            16, // Integer
            16, // Float
            14, // String
            3, // List
            0, // Map
            1, // Node
            2, // Relationship
            5, // Path
            10, // Date
            12, // LocalTime
            11, // ZonedTime
            9, // LocalDateTime
            8, // ZonedDateTime
            13, // Duration
            7, // Point
            4, // Bytes
            6, // Vector
        ];

    /// <inheritdoc/>
    public int Compare(Value x, Value y) => Compare(x, y, 0);

    private static int Compare(in Value x, in Value y, int depth)
    {
        if (x.Kind != y.Kind)
        {
            int comparison = Ranks[(int)x.Kind].CompareTo(Ranks[(int)y.Kind]);
            return comparison != 0 ? comparison : NumberComparison.Compare(x, y);
        }
        return x.Kind switch
        {
            ValueKind.Null => 0,
            ValueKind.Float => NumberComparison.Compare(x.AsFloat(), y.AsFloat()),
            ValueKind.String => x.AsUtf8().SequenceCompareTo(y.AsUtf8()),
            ValueKind.Bytes => x.AsBytes().AsSpan().SequenceCompareTo(y.AsBytes()),
            ValueKind.List => CompareLists(x.AsList().AsSpan(), y.AsList().AsSpan(), depth),
            ValueKind.Map => CompareMaps(x.AsMap(), y.AsMap(), depth),
            ValueKind.Path => ComparePaths(x.AsPath(), y.AsPath()),
            ValueKind.ZonedTime => x.AsZonedTime().CompareTo(y.AsZonedTime()),
            ValueKind.LocalDateTime => x.AsLocalDateTime().CompareTo(y.AsLocalDateTime()),
            ValueKind.ZonedDateTime => x.AsZonedDateTime().CompareTo(y.AsZonedDateTime()),
            ValueKind.Duration => x.AsDuration().CompareTo(y.AsDuration()),
            ValueKind.Point => ComparePoints(x.AsPoint(), y.AsPoint()),
            ValueKind.Vector => VectorValue.Compare(x.AsVector(), y.AsVector()),
            // Booleans, integers, ids, dates and local times are ordered by their bits.
            _ => x.Bits.CompareTo(y.Bits),
        };
    }

    /// <summary>Points by system, then x, y and z.</summary>
    internal static int ComparePoints(PointValue x, PointValue y)
    {
        int comparison = x.Srid.CompareTo(y.Srid);
        if (comparison == 0)
        {
            comparison = NumberComparison.Compare(x.X, y.X);
        }
        if (comparison == 0)
        {
            comparison = NumberComparison.Compare(x.Y, y.Y);
        }
        return comparison != 0 ? comparison : NumberComparison.Compare(x.Z, y.Z);
    }

    private static int CompareLists(ReadOnlySpan<Value> x, ReadOnlySpan<Value> y, int depth)
    {
        ValueNesting.Check(depth);
        int common = Math.Min(x.Length, y.Length);
        for (int i = 0; i < common; i++)
        {
            int comparison = Compare(x[i], y[i], depth + 1);
            if (comparison != 0)
            {
                return comparison;
            }
        }
        return x.Length.CompareTo(y.Length);
    }

    // By size, then by the sorted keys, then by the values in the order of their keys.
    private static int CompareMaps(MapValue x, MapValue y, int depth)
    {
        int comparison = x.Count.CompareTo(y.Count);
        if (comparison != 0)
        {
            return comparison;
        }
        ValueNesting.Check(depth);
        string[] keys = SortedKeys(x);
        string[] otherKeys = SortedKeys(y);
        for (int i = 0; i < keys.Length; i++)
        {
            comparison = TextComparison.Compare(keys[i], otherKeys[i]);
            if (comparison != 0)
            {
                return comparison;
            }
        }
        foreach (string key in keys)
        {
            comparison = Compare(x[key], y[key], depth + 1);
            if (comparison != 0)
            {
                return comparison;
            }
        }
        return 0;
    }

    private static string[] SortedKeys(MapValue map)
    {
        string[] keys = new string[map.Count];
        int count = 0;
        foreach (ref readonly var entry in map.AsSpan())
        {
            keys[count++] = entry.Key;
        }
        Array.Sort(keys, TextComparison.Compare);
        return keys;
    }

    // Step by step: node, relationship, node, …; a path comes after those that it continues.
    private static int ComparePaths(PathValue x, PathValue y)
    {
        int common = Math.Min(x.Length, y.Length);
        int comparison = x.Nodes[0].Value.CompareTo(y.Nodes[0].Value);
        for (int i = 0; i < common && comparison == 0; i++)
        {
            comparison = x.Relationships[i].Value.CompareTo(y.Relationships[i].Value);
            if (comparison == 0)
            {
                comparison = x.Nodes[i + 1].Value.CompareTo(y.Nodes[i + 1].Value);
            }
        }
        return comparison != 0 ? comparison : x.Length.CompareTo(y.Length);
    }
}
