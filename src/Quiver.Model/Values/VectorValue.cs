using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Quiver.Foundation;

namespace Quiver.Model.Values;

/// <summary>A vector: a fixed number of coordinates of one type. Immutable.</summary>
public sealed class VectorValue
{
    /// <summary>The most coordinates that a vector can have.</summary>
    public const int MaximumDimensions = 4096;

    private const int LongestTypeName = 9;

    private readonly byte[] _data;

    private VectorValue(CoordinateType type, byte[] data)
    {
        Type = type;
        _data = data;
    }

    /// <summary>What its coordinates are.</summary>
    public CoordinateType Type { get; }

    /// <summary>How many there are.</summary>
    public int Dimensions => _data.Length / WidthOf(Type);

    /// <summary>The coordinates one after another, little-endian.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>The type as Cypher writes it, for example <c>VECTOR&lt;FLOAT32&gt;(3)</c>.</summary>
    public string TypeName =>
        string.Create(CultureInfo.InvariantCulture, $"VECTOR<{NameOf(Type)}>({Dimensions})");

    /// <summary>Bytes of one coordinate.</summary>
    public static int WidthOf(CoordinateType type) =>
        type switch
        {
            CoordinateType.Integer8 => 1,
            CoordinateType.Integer16 => 2,
            CoordinateType.Integer32 or CoordinateType.Float32 => 4,
            _ => 8,
        };

    /// <summary>A coordinate type as Cypher writes it, for example <c>FLOAT32</c>.</summary>
    public static string NameOf(CoordinateType type) => type.ToString().ToUpperInvariant();

    /// <summary>The coordinate type of a name or synonym in any case; null for none.</summary>
    public static CoordinateType? TypeNamed(ReadOnlySpan<char> name)
    {
        Span<char> upper = stackalloc char[LongestTypeName];
        int length = name.Length > upper.Length ? -1 : name.ToUpperInvariant(upper);
        return length < 0
            ? null
            : upper[..length] switch
            {
                "INTEGER8" or "INT8" => CoordinateType.Integer8,
                "INTEGER16" or "INT16" => CoordinateType.Integer16,
                "INTEGER32" or "INT32" => CoordinateType.Integer32,
                "INTEGER64" or "INT64" or "INTEGER" or "INT" => CoordinateType.Integer64,
                "FLOAT32" => CoordinateType.Float32,
                "FLOAT64" or "FLOAT" => CoordinateType.Float64,
                _ => null,
            };
    }

    /// <summary>Whether coordinates of a type are integers.</summary>
    public static bool IsInteger(CoordinateType type) => type <= CoordinateType.Integer64;

    /// <summary>The smallest integer of a type.</summary>
    public static long MinimumOf(CoordinateType type) =>
        type switch
        {
            CoordinateType.Integer8 => sbyte.MinValue,
            CoordinateType.Integer16 => short.MinValue,
            CoordinateType.Integer32 => int.MinValue,
            _ => long.MinValue,
        };

    /// <summary>The largest integer of a type.</summary>
    public static long MaximumOf(CoordinateType type) => -(MinimumOf(type) + 1);

    /// <summary>Makes a vector of integers, which must be within the type's range.</summary>
    public static VectorValue Of(CoordinateType type, ReadOnlySpan<long> coordinates)
    {
        Invariant.Assert(IsInteger(type));
        var data = NewData(type, coordinates.Length);
        int width = WidthOf(type);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        for (int i = 0; i < coordinates.Length; i++)
        {
            long coordinate = coordinates[i];
            Invariant.Assert(coordinate >= MinimumOf(type) && coordinate <= MaximumOf(type));
            BinaryPrimitives.WriteInt64LittleEndian(bytes, coordinate);
            bytes[..width].CopyTo(data.AsSpan(i * width, width));
        }
        return new VectorValue(type, data);
    }

    /// <summary>Makes a vector of floats; for singles they are rounded.</summary>
    public static VectorValue Of(CoordinateType type, ReadOnlySpan<double> coordinates)
    {
        Invariant.Assert(!IsInteger(type));
        var data = NewData(type, coordinates.Length);
        int width = WidthOf(type);
        for (int i = 0; i < coordinates.Length; i++)
        {
            var target = data.AsSpan(i * width, width);
            if (type == CoordinateType.Float32)
            {
                BinaryPrimitives.WriteSingleLittleEndian(target, (float)coordinates[i]);
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(target, coordinates[i]);
            }
        }
        return new VectorValue(type, data);
    }

    /// <summary>Makes a vector from its type and data; null when they are none.</summary>
    public static VectorValue? TryFromData(int type, ReadOnlySpan<byte> data)
    {
        if (type is < 0 or > (int)CoordinateType.Float64)
        {
            return null;
        }
        int dimensions = Math.DivRem(data.Length, WidthOf((CoordinateType)type), out int rest);
        return rest == 0 && dimensions is >= 1 and <= MaximumDimensions
            ? new VectorValue((CoordinateType)type, data.ToArray())
            : null;
    }

    /// <summary>A coordinate as an integer or a float.</summary>
    public Value this[int index]
    {
        get
        {
            int width = WidthOf(Type);
            var bytes = Data.Slice(index * width, width);
            return Type switch
            {
                CoordinateType.Integer8 => Value.Integer((sbyte)bytes[0]),
                CoordinateType.Integer16 => Value.Integer(
                    BinaryPrimitives.ReadInt16LittleEndian(bytes)
                ),
                CoordinateType.Integer32 => Value.Integer(
                    BinaryPrimitives.ReadInt32LittleEndian(bytes)
                ),
                CoordinateType.Integer64 => Value.Integer(
                    BinaryPrimitives.ReadInt64LittleEndian(bytes)
                ),
                CoordinateType.Float32 => Value.Float(
                    BinaryPrimitives.ReadSingleLittleEndian(bytes)
                ),
                _ => Value.Float(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            };
        }
    }

    /// <summary>Orders vectors by dimensions, coordinate type and coordinates.</summary>
    public static int Compare(VectorValue x, VectorValue y)
    {
        int comparison = x.Dimensions.CompareTo(y.Dimensions);
        if (comparison == 0)
        {
            comparison = x.Type.CompareTo(y.Type);
        }
        for (int i = 0; comparison == 0 && i < x.Dimensions; i++)
        {
            comparison = NumberComparison.Compare(x[i], y[i]);
        }
        return comparison;
    }

    /// <summary>The vector as Cypher would write it: <c>vector([1.0, 2.0], 2, FLOAT32)</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("vector([");
        for (int i = 0; i < Dimensions; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(ValueText.Format(this[i]));
        }
        return text.Append(CultureInfo.InvariantCulture, $"], {Dimensions}, {NameOf(Type)})")
            .ToString();
    }

    private static byte[] NewData(CoordinateType type, int dimensions)
    {
        Invariant.Assert(dimensions is >= 1 and <= MaximumDimensions);
        return new byte[dimensions * WidthOf(type)];
    }
}
