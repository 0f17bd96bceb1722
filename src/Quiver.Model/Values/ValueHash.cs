using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Quiver.Model.Values;

/// <summary>Hashes that agree with <see cref="ValueEquivalence"/>: equivalent values hash alike, 1 and 1.0 among them.</summary>
/// <remarks>
/// Seeded anew by every process, so that nobody can prepare keys that collide: never store a hash. The typed forms give the
/// same as <see cref="Of(Value)"/> gives for a value of that kind, for kernels over column vectors.
/// </remarks>
public static class ValueHash
{
    private const ulong FirstPrime = 0x9E3779B97F4A7C15;
    private const ulong SecondPrime = 0xD6E8FEB86659FD93;
    private const double TwoTo63 = 9223372036854775808.0;

    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>The hash of a value of any kind.</summary>
    public static ulong Of(Value value) => Of(value, 0);

    /// <summary>The hash of an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfInteger(long value) => OfWord(ValueKind.Integer, value);

    /// <summary>The hash of a float; that of the integer when it is a whole number.</summary>
    public static ulong OfFloat(double value)
    {
        if (value >= -TwoTo63 && value < TwoTo63 && (long)value == value)
        {
            return OfInteger((long)value);
        }
        double canonical = double.IsNaN(value) ? double.NaN : value;
        return OfWord(ValueKind.Float, BitConverter.DoubleToInt64Bits(canonical));
    }

    /// <summary>The hash of a value of 64 bits that is neither integer nor float, such as a node id or a date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfWord(ValueKind kind, long bits) =>
        Multiply((ulong)bits ^ Seed, FirstPrime + (ulong)kind * SecondPrime);

    /// <summary>The hash of text.</summary>
    public static ulong OfUtf8(ReadOnlySpan<byte> utf8) => OfBytes(ValueKind.String, utf8);

    /// <summary>The hash of several values in order, from the hash so far (0 at first) and the next value's hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong hash, ulong next) =>
        Multiply(hash ^ FirstPrime, next ^ SecondPrime ^ Seed);

    private static ulong Of(in Value value, int depth) =>
        value.Kind switch
        {
            ValueKind.Float => OfFloat(value.AsFloat()),
            ValueKind.String => OfUtf8(value.AsUtf8()),
            ValueKind.Bytes => OfBytes(ValueKind.Bytes, value.AsBytes()),
            ValueKind.List => OfList(value.AsList(), depth),
            ValueKind.Map => OfMap(value.AsMap(), depth),
            ValueKind.Path => OfPath(value.AsPath()),
            ValueKind.ZonedTime => OfParts(value.Kind, value.AsZonedTime().GetHashCode()),
            ValueKind.LocalDateTime => OfParts(value.Kind, value.AsLocalDateTime().GetHashCode()),
            ValueKind.ZonedDateTime => OfParts(value.Kind, value.AsZonedDateTime().GetHashCode()),
            ValueKind.Duration => OfParts(value.Kind, value.AsDuration().GetHashCode()),
            ValueKind.Point => OfPoint(value.AsPoint()),
            ValueKind.Vector => OfVector(value.AsVector()),
            _ => OfWord(value.Kind, value.Bits),
        };

    private static ulong OfParts(ValueKind kind, int hash) => OfWord(kind, hash);

    private static ulong OfList(ListValue list, int depth)
    {
        ValueNesting.Check(depth);
        ulong hash = OfWord(ValueKind.List, list.Count);
        foreach (ref readonly var element in list.AsSpan())
        {
            hash = Combine(hash, Of(element, depth + 1));
        }
        return hash;
    }

    private static ulong OfMap(MapValue map, int depth)
    {
        ValueNesting.Check(depth);
        // Entries may stand in any order, so their hashes are added.
        ulong sum = 0;
        foreach (ref readonly var entry in map.AsSpan())
        {
            ulong key = (ulong)string.GetHashCode(entry.Key, StringComparison.Ordinal);
            sum += Combine(key, Of(entry.Value, depth + 1));
        }
        return Combine(OfWord(ValueKind.Map, map.Count), sum);
    }

    private static ulong OfPath(PathValue path)
    {
        ulong hash = OfWord(ValueKind.Path, path.Length);
        foreach (var node in path.Nodes)
        {
            hash = Combine(hash, (ulong)node.Value);
        }
        foreach (var relationship in path.Relationships)
        {
            hash = Combine(hash, (ulong)relationship.Value);
        }
        return hash;
    }

    private static ulong OfPoint(PointValue point)
    {
        ulong hash = OfWord(ValueKind.Point, point.Srid);
        hash = Combine(hash, OfFloat(point.X));
        hash = Combine(hash, OfFloat(point.Y));
        return Combine(hash, OfFloat(point.Z));
    }

    private static ulong OfVector(VectorValue vector)
    {
        ulong hash = OfWord(ValueKind.Vector, (long)vector.Type);
        for (int i = 0; i < vector.Dimensions; i++)
        {
            hash = Combine(hash, Of(vector[i]));
        }
        return hash;
    }

    private static ulong OfBytes(ValueKind kind, ReadOnlySpan<byte> bytes)
    {
        ulong hash = OfWord(kind, bytes.Length);
        while (bytes.Length >= 16)
        {
            ulong first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            ulong second = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            hash = Multiply(first ^ FirstPrime ^ Seed, second ^ hash);
            bytes = bytes[16..];
        }
        if (bytes.Length >= 8)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            hash = Multiply(word ^ SecondPrime ^ Seed, hash ^ FirstPrime);
            bytes = bytes[8..];
        }
        if (bytes.Length > 0)
        {
            ulong word = 0;
            foreach (byte b in bytes)
            {
                word = word << 8 | b;
            }
            hash = Multiply(word ^ SecondPrime ^ Seed, hash ^ SecondPrime);
        }
        return hash;
    }

    // The high and low halves of the 128-bit product together depend on every bit of both factors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
