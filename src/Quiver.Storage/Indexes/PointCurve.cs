using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>
/// Orders points along a Z curve: the highest 32 bits of each coordinate's ordered bits, interleaved. What lies near each other mostly stands near each
/// other, and a box is a few stretches of the curve.
/// </summary>
/// <remarks>Key: u32 srid; the interleaved bits, highest first: 8 bytes in two dimensions, 12 in three.</remarks>
internal static class PointCurve
{
    // More stretches are more exact and cost a search each.
    private const int MaxStretches = 64;
    private const int CoordinateBits = 32;

    /// <summary>Appends a point's key.</summary>
    public static void Append(PointValue point, KeyBuffer key)
    {
        Span<uint> cell = [CellOf(point.X), CellOf(point.Y), point.Is3D ? CellOf(point.Z) : 0];
        int dimensions = point.Is3D ? 3 : 2;
        Append(point.Srid, Interleave(cell[..dimensions]), dimensions, key);
    }

    /// <summary>The stretches of keys, [low, high), that hold all points of a box, which does not cross the antimeridian.</summary>
    public static List<(byte[] Low, byte[] High)> Stretches(PointBox box)
    {
        int dimensions = box.Srid is PointSystems.Wgs84In3D or PointSystems.CartesianIn3D ? 3 : 2;
        uint[] low = [CellOf(box.Low.X), CellOf(box.Low.Y), CellOf(box.Low.Z)];
        uint[] high = [CellOf(box.High.X), CellOf(box.High.Y), CellOf(box.High.Z)];
        var stretches = new List<(UInt128 From, UInt128 Last)>();
        for (int i = 0; i < dimensions; i++)
        {
            if (low[i] > high[i])
            {
                return [];
            }
        }
        // Breadth first, so that the largest cells are cut first when there are too many.
        var queue = new Queue<(UInt128 Prefix, int Bits)>();
        queue.Enqueue((0, 0));
        int total = CoordinateBits * dimensions;
        while (queue.TryDequeue(out var cell))
        {
            int rest = total - cell.Bits;
            var from = cell.Prefix << rest;
            var last = from | (UInt128.One << rest) - 1;
            var relation = Relate(from, last, dimensions, low, high);
            if (relation == Relation.Apart)
            {
                continue;
            }
            if (
                relation == Relation.Inside
                || rest == 0
                || stretches.Count + queue.Count >= MaxStretches
            )
            {
                stretches.Add((from, last));
                continue;
            }
            queue.Enqueue((cell.Prefix << 1, cell.Bits + 1));
            queue.Enqueue((cell.Prefix << 1 | 1, cell.Bits + 1));
        }
        return Join(stretches, box.Srid, dimensions);
    }

    private enum Relation
    {
        Apart,
        Crossing,
        Inside,
    }

    private static uint CellOf(double coordinate) =>
        (uint)(IndexKeyEncoder.OrderedBits(coordinate) >> CoordinateBits);

    private static UInt128 Interleave(ReadOnlySpan<uint> cell)
    {
        UInt128 result = 0;
        for (int bit = CoordinateBits - 1; bit >= 0; bit--)
        {
            foreach (uint coordinate in cell)
            {
                result = result << 1 | (coordinate >> bit & 1);
            }
        }
        return result;
    }

    private static uint Coordinate(UInt128 interleaved, int dimension, int dimensions)
    {
        uint result = 0;
        for (int bit = CoordinateBits - 1; bit >= 0; bit--)
        {
            int at = bit * dimensions + (dimensions - 1 - dimension);
            result = result << 1 | (uint)(interleaved >> at & 1);
        }
        return result;
    }

    private static Relation Relate(
        UInt128 from,
        UInt128 last,
        int dimensions,
        uint[] low,
        uint[] high
    )
    {
        bool isInside = true;
        for (int i = 0; i < dimensions; i++)
        {
            // In each dimension a cell of the curve is a stretch from its first point to its last.
            uint least = Coordinate(from, i, dimensions);
            uint greatest = Coordinate(last, i, dimensions);
            if (greatest < low[i] || least > high[i])
            {
                return Relation.Apart;
            }
            isInside &= least >= low[i] && greatest <= high[i];
        }
        return isInside ? Relation.Inside : Relation.Crossing;
    }

    private static List<(byte[] Low, byte[] High)> Join(
        List<(UInt128 From, UInt128 Last)> stretches,
        int srid,
        int dimensions
    )
    {
        stretches.Sort();
        var keys = new List<(byte[], byte[])>();
        var key = new KeyBuffer();
        for (int i = 0; i < stretches.Count; )
        {
            var (from, last) = stretches[i++];
            while (i < stretches.Count && stretches[i].From == last + 1)
            {
                last = stretches[i++].Last;
            }
            key.Clear();
            Append(srid, from, dimensions, key);
            byte[] low = key.ToArray();
            key.Clear();
            Append(srid, last, dimensions, key);
            key.TryMakeSuccessor();
            keys.Add((low, key.ToArray()));
        }
        return keys;
    }

    private static void Append(int srid, UInt128 place, int dimensions, KeyBuffer key)
    {
        key.AppendInteger((uint)srid);
        if (dimensions == 3)
        {
            key.AppendInteger((uint)(place >> 64));
        }
        key.AppendWord((ulong)place);
    }
}
