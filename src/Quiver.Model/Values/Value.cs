using System.Diagnostics;
using System.Text;
using Quiver.Model.Temporal;

namespace Quiver.Model.Values;

/// <summary>
/// One Cypher value of any kind. Booleans, integers, floats, dates, local times, nodes and relationships live in the
/// struct itself; all else is an immutable object behind it.
/// </summary>
/// <remarks>
/// C#'s == is not defined on purpose: Cypher has equality (three-valued), equivalence and ordering, and the
/// caller says which by way of <see cref="ValueEquality"/>, <see cref="ValueEquivalence"/> or <see cref="ValueOrder"/>.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Value
{
    private readonly object? _reference;
    private readonly long _bits;

    private Value(ValueKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    /// <summary>The absent value.</summary>
    public static Value Null => default;

    /// <summary>The value true.</summary>
    public static Value True => new(ValueKind.Boolean, 1, null);

    /// <summary>The value false.</summary>
    public static Value False => new(ValueKind.Boolean, 0, null);

    /// <summary>Which kind of value this is.</summary>
    public ValueKind Kind { get; }

    /// <summary>Whether this is the absent value.</summary>
    public bool IsNull => Kind == ValueKind.Null;

    /// <summary>Whether this is an integer or a float.</summary>
    public bool IsNumber => Kind is ValueKind.Integer or ValueKind.Float;

    /// <summary>The raw 64 bits of a value that lives in the struct: used by typed columns.</summary>
    public long Bits => _bits;

    /// <summary>The object behind the struct; null for what lives in it.</summary>
    internal object? Reference => _reference;

    /// <summary>Makes a boolean.</summary>
    public static Value Boolean(bool value) => new(ValueKind.Boolean, value ? 1 : 0, null);

    /// <summary>Makes an integer.</summary>
    public static Value Integer(long value) => new(ValueKind.Integer, value, null);

    /// <summary>Makes a float.</summary>
    public static Value Float(double value) =>
        new(ValueKind.Float, BitConverter.DoubleToInt64Bits(value), null);

    /// <summary>Makes text from UTF-8 that the value owns from now on: the array must not change. Not validated here.</summary>
    public static Value Utf8(byte[] utf8) => new(ValueKind.String, (uint)utf8.Length, utf8);

    /// <summary>Makes text from a copy of UTF-8 bytes. Not validated here.</summary>
    public static Value Utf8(ReadOnlySpan<byte> utf8) => Utf8(utf8.ToArray());

    /// <summary>Makes text from a .NET string; lone surrogates become U+FFFD.</summary>
    public static Value String(string text) => Utf8(Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a node reference.</summary>
    public static Value Node(NodeId id) => new(ValueKind.Node, id.Value, null);

    /// <summary>Makes a relationship reference.</summary>
    public static Value Relationship(RelationshipId id) =>
        new(ValueKind.Relationship, id.Value, null);

    /// <summary>Makes a list.</summary>
    public static Value List(ListValue list) => new(ValueKind.List, 0, list);

    /// <summary>Makes a list of the given elements; the array must not change afterwards.</summary>
    public static Value List(params Value[] elements) => List(new ListValue(elements));

    /// <summary>Makes a map.</summary>
    public static Value Map(MapValue map) => new(ValueKind.Map, 0, map);

    /// <summary>Makes a path.</summary>
    public static Value Path(PathValue path) => new(ValueKind.Path, 0, path);

    /// <summary>Makes a date.</summary>
    public static Value Date(LocalDate date) => new(ValueKind.Date, date.EpochDay, null);

    /// <summary>Makes a time of day without a zone.</summary>
    public static Value LocalTime(LocalTime time) =>
        new(ValueKind.LocalTime, time.NanosecondOfDay, null);

    /// <summary>Makes a time of day with an offset.</summary>
    public static Value ZonedTime(ZonedTime time) => new(ValueKind.ZonedTime, 0, time);

    /// <summary>Makes a date and time without a zone.</summary>
    public static Value LocalDateTime(LocalDateTime dateTime) =>
        new(ValueKind.LocalDateTime, 0, dateTime);

    /// <summary>Makes a date and time with an offset or zone.</summary>
    public static Value ZonedDateTime(ZonedDateTime dateTime) =>
        new(ValueKind.ZonedDateTime, 0, dateTime);

    /// <summary>Makes a duration.</summary>
    public static Value Duration(Duration duration) => new(ValueKind.Duration, 0, duration);

    /// <summary>Makes a point.</summary>
    public static Value Point(PointValue point) => new(ValueKind.Point, 0, point);

    /// <summary>Makes a vector.</summary>
    public static Value Vector(VectorValue vector) => new(ValueKind.Vector, 0, vector);

    /// <summary>Makes a byte array that the value owns from now on.</summary>
    public static Value Bytes(byte[] bytes) => new(ValueKind.Bytes, 0, bytes);

    /// <summary>Rebuilds a value that lives in the struct from its raw bits.</summary>
    public static Value FromBits(ValueKind kind, long bits)
    {
        Debug.Assert(
            kind
                is ValueKind.Null
                    or ValueKind.Boolean
                    or ValueKind.Integer
                    or ValueKind.Float
                    or ValueKind.Node
                    or ValueKind.Relationship
                    or ValueKind.Date
                    or ValueKind.LocalTime
        );
        return new(kind, bits, null);
    }

    /// <summary>The boolean; the kind must be Boolean.</summary>
    public bool AsBoolean()
    {
        Debug.Assert(Kind == ValueKind.Boolean);
        return _bits != 0;
    }

    /// <summary>The integer; the kind must be Integer.</summary>
    public long AsInteger()
    {
        Debug.Assert(Kind == ValueKind.Integer);
        return _bits;
    }

    /// <summary>The float; the kind must be Float.</summary>
    public double AsFloat()
    {
        Debug.Assert(Kind == ValueKind.Float);
        return BitConverter.Int64BitsToDouble(_bits);
    }

    /// <summary>An integer or float as a double; the kind must be one of the two.</summary>
    public double AsNumber() => Kind == ValueKind.Integer ? _bits : AsFloat();

    /// <summary>The UTF-8 bytes of text; the kind must be String.</summary>
    public ReadOnlySpan<byte> AsUtf8() => (byte[])_reference!;

    /// <summary>Text as a .NET string (decodes: use only where a function needs one).</summary>
    public string AsString() => Encoding.UTF8.GetString(AsUtf8());

    /// <summary>The node's id.</summary>
    public NodeId AsNode()
    {
        Debug.Assert(Kind == ValueKind.Node);
        return new(_bits);
    }

    /// <summary>The relationship's id.</summary>
    public RelationshipId AsRelationship()
    {
        Debug.Assert(Kind == ValueKind.Relationship);
        return new(_bits);
    }

    /// <summary>The list.</summary>
    public ListValue AsList() => (ListValue)_reference!;

    /// <summary>The map.</summary>
    public MapValue AsMap() => (MapValue)_reference!;

    /// <summary>The path.</summary>
    public PathValue AsPath() => (PathValue)_reference!;

    /// <summary>The date.</summary>
    public LocalDate AsDate() => Temporal.LocalDate.FromEpochDay(_bits);

    /// <summary>The local time.</summary>
    public LocalTime AsLocalTime() => Temporal.LocalTime.FromNanosecondOfDay(_bits);

    /// <summary>The zoned time.</summary>
    public ZonedTime AsZonedTime() => (ZonedTime)_reference!;

    /// <summary>The local date and time.</summary>
    public LocalDateTime AsLocalDateTime() => (LocalDateTime)_reference!;

    /// <summary>The zoned date and time.</summary>
    public ZonedDateTime AsZonedDateTime() => (ZonedDateTime)_reference!;

    /// <summary>The duration.</summary>
    public Duration AsDuration() => (Duration)_reference!;

    /// <summary>The point.</summary>
    public PointValue AsPoint() => (PointValue)_reference!;

    /// <summary>The vector.</summary>
    public VectorValue AsVector() => (VectorValue)_reference!;

    /// <summary>The byte array; must not be changed.</summary>
    public byte[] AsBytes() => (byte[])_reference!;

    /// <summary>The value as Cypher would write it.</summary>
    public override string ToString() => ValueText.Format(this);
}
