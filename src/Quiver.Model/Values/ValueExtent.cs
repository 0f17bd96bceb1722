namespace Quiver.Model.Values;

/// <summary>How much memory a value takes and how deep it is nested: about, for limits.</summary>
/// <remarks>A part that stands in a value several times counts each time, as whoever goes through the value meets it each time.</remarks>
/// <param name="Bytes">The bytes of the value and of all that is in it, at most <see cref="MaxBytes"/>.</param>
/// <param name="Depth">0 for what has no parts, otherwise one more than its deepest part.</param>
public sealed record ValueExtent(long Bytes, int Depth)
{
    /// <summary>More than any memory holds, and little enough to be added up.</summary>
    public const long MaxBytes = 1L << 52;

    internal const int StructBytes = 24;

    private const int ObjectBytes = 24;

    private const int EntryBytes = 64;

    /// <summary>The bytes of a value: its struct and all that it refers to.</summary>
    public static long BytesOf(Value value) => StructBytes + Referenced(value);

    /// <summary>How deep a value is nested.</summary>
    public static int DepthOf(Value value) =>
        value.Kind switch
        {
            ValueKind.List => value.AsList().Extent.Depth,
            ValueKind.Map => value.AsMap().Extent.Depth,
            _ => 0,
        };

    internal static ValueExtent OfParts(ReadOnlySpan<Value> elements) =>
        new ValueExtent(ObjectBytes * 2, 1).With(elements);

    /// <summary>That of a list of this one with more behind it.</summary>
    internal ValueExtent With(ReadOnlySpan<Value> elements)
    {
        long bytes = Bytes;
        int depth = Depth;
        foreach (var element in elements)
        {
            bytes = Math.Min(MaxBytes, bytes + BytesOf(element));
            depth = Math.Max(depth, DepthOf(element) + 1);
        }
        return new ValueExtent(bytes, depth);
    }

    internal static ValueExtent OfParts(ReadOnlySpan<KeyValuePair<string, Value>> entries)
    {
        long bytes = ObjectBytes * 2;
        int depth = 0;
        foreach (var (key, value) in entries)
        {
            long entry = EntryBytes + (key.Length * 2) + Referenced(value);
            bytes = Math.Min(MaxBytes, bytes + entry);
            depth = Math.Max(depth, DepthOf(value));
        }
        return new ValueExtent(bytes, depth + 1);
    }

    private static long Referenced(Value value) =>
        value.Kind switch
        {
            ValueKind.String => ObjectBytes + value.AsUtf8().Length,
            ValueKind.List => value.AsList().Extent.Bytes,
            ValueKind.Map => value.AsMap().Extent.Bytes,
            ValueKind.Path => (ObjectBytes * 3) + (16L * value.AsPath().Length),
            ValueKind.Vector => (ObjectBytes * 2) + value.AsVector().Data.Length,
            ValueKind.Bytes => ObjectBytes + value.AsBytes().Length,
            ValueKind.ZonedTime
            or ValueKind.LocalDateTime
            or ValueKind.ZonedDateTime
            or ValueKind.Duration
            or ValueKind.Point => ObjectBytes * 2,
            _ => 0,
        };
}
