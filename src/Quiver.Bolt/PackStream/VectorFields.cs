using Quiver.Bolt.Session;
using Quiver.Model.Values;

namespace Quiver.Bolt.PackStream;

/// <summary>Vectors as structures: what the coordinates are, then the coordinates one after another, big-endian.</summary>
/// <remarks>
/// <code>
/// B2 56 | bytes (1): marker of the coordinates' type | bytes: coordinates
/// C8, C9, CA, CB: integers of 8, 16, 32, 64 bits; C6: singles; C1: doubles
/// </code>
/// </remarks>
internal static class VectorFields
{
    /// <summary>Fields of the structure.</summary>
    public const int Count = 2;

    /// <summary>In the order of <see cref="CoordinateType"/>.</summary>
    private static ReadOnlySpan<byte> Markers =>
        [
            Marker.Int8,
            Marker.Int16,
            Marker.Int32,
            Marker.Int64,
            Marker.VectorOfSingles,
            Marker.Float64,
        ];

    /// <summary>Writes a vector.</summary>
    public static void Write(PackStreamWriter writer, VectorValue vector)
    {
        writer.BeginStructure(StructureTag.Vector, Count);
        writer.WriteBytes([Markers[(int)vector.Type]]);
        byte[] data = vector.Data.ToArray();
        ReverseCoordinates(data, VectorValue.WidthOf(vector.Type));
        writer.WriteBytes(data);
    }

    /// <summary>Reads the fields of a vector.</summary>
    /// <exception cref="Model.Status.CypherException">There is no such vector.</exception>
    public static Value Read(ref PackStreamReader reader)
    {
        var marker = reader.ReadBytes();
        int type = marker.Length == 1 ? Markers.IndexOf(marker[0]) : -1;
        byte[] data = reader.ReadBytes().ToArray();
        if (type >= 0 && data.Length % VectorValue.WidthOf((CoordinateType)type) == 0)
        {
            ReverseCoordinates(data, VectorValue.WidthOf((CoordinateType)type));
        }
        return VectorValue.TryFromData(type, data) is { } vector
            ? Value.Vector(vector)
            : throw BoltErrors.ValueOutOfRange("a vector");
    }

    private static void ReverseCoordinates(Span<byte> data, int width)
    {
        for (int at = 0; at < data.Length; at += width)
        {
            data.Slice(at, width).Reverse();
        }
    }
}
