using System.Buffers.Binary;
using System.Text;
using Quiver.Foundation;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>
/// Encodes storable values so that the order of the bytes is Cypher's order of the values, across kinds too; several encodings one after another are
/// ordered by the first value, then by the second. Integers and floats of the same number have the same bytes.
/// </summary>
/// <remarks>
/// <code>
/// value    = rank (1 byte, 16 + its kind's place in Cypher's order) content; all integers highest byte first, "signed" with the sign flipped
/// List       values, then 0
/// Bytes      escaped
/// Vector     u16 dimensions, u8 coordinate type, numbers
/// Point      u32 srid, x, y and, in three dimensions, z as ordered floats
/// ZonedDateTime  signed seconds, u32 nanoseconds, u32 signed offset, 0 or (1, escaped zone)
/// LocalDateTime  signed seconds, u32 nanoseconds
/// Date       signed days
/// ZonedTime  signed nanoseconds of the day in UTC, nanoseconds of the day
/// LocalTime  nanoseconds of the day
/// Duration   u128 signed average seconds, u32 nanoseconds, signed months, signed days
/// String     escaped
/// Boolean    u8
/// Number     ordered float: the greatest float that is not above it; from 2^53 on, u16 how much it is above that float
///
/// ordered float: IEEE bits, inverted when negative, else with the sign bit set; -0 as 0; NaN as all ones
/// escaped: the bytes, with 0 as (0, 255); then (0, 1)
/// </code>
/// </remarks>
internal static class IndexKeyEncoder
{
    /// <summary>The rank of lists, the lowest.</summary>
    public const byte ListRank = 19;

    /// <summary>The rank of text.</summary>
    public const byte TextRank = 30;

    /// <summary>The rank of numbers, the highest.</summary>
    public const byte NumberRank = 32;

    /// <summary>The most bytes of a number.</summary>
    public const int MaxNumberBytes = 1 + sizeof(ulong) + sizeof(ushort);

    private const double FirstInexact = 9007199254740992.0;
    private const double FirstBeyond = 9223372036854775808.0;
    private const ulong SignBit = 1UL << 63;
    private const byte EscapedZero = 255;
    private const byte TextEnd = 1;
    private const byte ListEnd = 0;

    /// <summary>The rank of values of a kind, by which kinds are ordered.</summary>
    public static byte RankOf(ValueKind kind) =>
        kind switch
        {
            ValueKind.List => ListRank,
            ValueKind.Bytes => 20,
            ValueKind.Vector => 22,
            ValueKind.Point => 23,
            ValueKind.ZonedDateTime => 24,
            ValueKind.LocalDateTime => 25,
            ValueKind.Date => 26,
            ValueKind.ZonedTime => 27,
            ValueKind.LocalTime => 28,
            ValueKind.Duration => 29,
            ValueKind.String => TextRank,
            ValueKind.Boolean => 31,
            ValueKind.Integer or ValueKind.Float => NumberRank,
            _ => 0,
        };

    /// <summary>Appends a value's encoding. The value must be storable.</summary>
    public static void Append(in Value value, KeyBuffer key)
    {
        byte rank = RankOf(value.Kind);
        Invariant.Assert(rank != 0);
        key.Append(rank);
        switch (value.Kind)
        {
            case ValueKind.Integer:
                AppendNumber(value.AsInteger(), key);
                break;
            case ValueKind.Float:
                AppendNumber(value.AsFloat(), key);
                break;
            case ValueKind.String:
                AppendEscaped(value.AsUtf8(), key);
                break;
            case ValueKind.Bytes:
                AppendEscaped(value.AsBytes(), key);
                break;
            case ValueKind.Boolean:
                key.Append((byte)value.Bits);
                break;
            case ValueKind.List:
                foreach (ref readonly var element in value.AsList().AsSpan())
                {
                    Append(element, key);
                }
                key.Append(ListEnd);
                break;
            case ValueKind.Vector:
                AppendVector(value.AsVector(), key);
                break;
            case ValueKind.Point:
                AppendPoint(value.AsPoint(), key);
                break;
            default:
                AppendTemporal(value, key);
                break;
        }
    }

    /// <summary>Appends text with its rank.</summary>
    public static void AppendText(ReadOnlySpan<byte> utf8, KeyBuffer key)
    {
        key.Append(TextRank);
        AppendEscaped(utf8, key);
    }

    /// <summary>Appends text with its rank and without its end: what all texts that begin so begin with.</summary>
    public static void AppendTextPrefix(ReadOnlySpan<byte> utf8, KeyBuffer key)
    {
        AppendText(utf8, key);
        key.Truncate(key.Length - 2);
    }

    /// <summary>A float's bits in an order that is the floats' own.</summary>
    public static ulong OrderedBits(double value)
    {
        if (double.IsNaN(value))
        {
            return ulong.MaxValue;
        }
        // -0 and 0 are one number.
        ulong bits = BitConverter.DoubleToUInt64Bits(value == 0 ? 0.0 : value);
        return (bits & 1UL << 63) != 0 ? ~bits : bits | 1UL << 63;
    }

    /// <summary>Reads a key that is one integer; false when it is anything else.</summary>
    public static bool TryReadInteger(ReadOnlySpan<byte> key, out long integer)
    {
        integer = 0;
        if (
            key.Length is not (MaxNumberBytes or MaxNumberBytes - sizeof(ushort))
            || key[0] != NumberRank
        )
        {
            return false;
        }
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(key[1..]);
        bits = (bits & SignBit) != 0 ? bits ^ SignBit : ~bits;
        double below = BitConverter.UInt64BitsToDouble(bits);
        if (!(below >= long.MinValue && below < FirstBeyond && below == Math.Floor(below)))
        {
            return false;
        }
        int above =
            key.Length == MaxNumberBytes
                ? BinaryPrimitives.ReadUInt16BigEndian(key[(1 + sizeof(ulong))..])
                : 0;
        integer = (long)below + above;
        return true;
    }

    private static void AppendNumber(double value, KeyBuffer key)
    {
        key.AppendWord(OrderedBits(value));
        if (Math.Abs(value) >= FirstInexact)
        {
            key.AppendShort(0);
        }
    }

    private static void AppendNumber(long value, KeyBuffer key)
    {
        double below = value;
        if (NumberComparison.Compare(value, below) < 0)
        {
            below = Math.BitDecrement(below);
        }
        key.AppendWord(OrderedBits(below));
        if (Math.Abs(below) >= FirstInexact)
        {
            // Neighbouring floats of this size are at most 1,024 apart.
            key.AppendShort((ushort)(value - (long)below));
        }
    }

    private static void AppendEscaped(ReadOnlySpan<byte> bytes, KeyBuffer key)
    {
        while (bytes.IndexOf((byte)0) is var zero and >= 0)
        {
            key.Append(bytes[..(zero + 1)]);
            key.Append(EscapedZero);
            bytes = bytes[(zero + 1)..];
        }
        key.Append(bytes);
        key.Append(0);
        key.Append(TextEnd);
    }

    private static void AppendVector(VectorValue vector, KeyBuffer key)
    {
        key.AppendShort((ushort)vector.Dimensions);
        key.Append((byte)vector.Type);
        for (int i = 0; i < vector.Dimensions; i++)
        {
            Append(vector[i], key);
        }
    }

    private static void AppendPoint(PointValue point, KeyBuffer key)
    {
        key.AppendInteger((uint)point.Srid);
        key.AppendWord(OrderedBits(point.X));
        key.AppendWord(OrderedBits(point.Y));
        if (point.Is3D)
        {
            key.AppendWord(OrderedBits(point.Z));
        }
    }

    private static void AppendTemporal(in Value value, KeyBuffer key)
    {
        switch (value.Kind)
        {
            case ValueKind.Date:
            case ValueKind.LocalTime:
                AppendSigned(value.Bits, key);
                break;
            case ValueKind.ZonedTime:
                var time = value.AsZonedTime();
                AppendSigned(time.UtcNanosecond, key);
                AppendSigned(time.Time.NanosecondOfDay, key);
                break;
            case ValueKind.LocalDateTime:
                var local = value.AsLocalDateTime();
                AppendSigned(local.EpochSecond, key);
                key.AppendInteger((uint)local.Nanosecond);
                break;
            case ValueKind.ZonedDateTime:
                AppendZoned(value.AsZonedDateTime(), key);
                break;
            default:
                AppendDuration(value.AsDuration(), key);
                break;
        }
    }

    private static void AppendZoned(ZonedDateTime zoned, KeyBuffer key)
    {
        AppendSigned(zoned.EpochSecond, key);
        key.AppendInteger((uint)zoned.Nanosecond);
        key.AppendInteger((uint)zoned.OffsetSeconds ^ 1u << 31);
        key.Append(zoned.Zone is null ? (byte)0 : (byte)1);
        if (zoned.Zone is not null)
        {
            AppendEscaped(Encoding.UTF8.GetBytes(zoned.Zone), key);
        }
    }

    private static void AppendDuration(Duration duration, KeyBuffer key)
    {
        var average =
            (UInt128)(
                (Int128)duration.Months * TemporalLimits.SecondsPerAverageMonth
                + (Int128)duration.Days * TemporalLimits.SecondsPerDay
                + duration.Seconds
            )
            ^ UInt128.One << 127;
        key.AppendWord((ulong)(average >> 64));
        key.AppendWord((ulong)average);
        key.AppendInteger((uint)duration.Nanoseconds);
        AppendSigned(duration.Months, key);
        AppendSigned(duration.Days, key);
    }

    private static void AppendSigned(long value, KeyBuffer key) =>
        key.AppendWord((ulong)value ^ 1UL << 63);
}
