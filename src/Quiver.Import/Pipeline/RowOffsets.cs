using System.Runtime.CompilerServices;
using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The counting sort by row that both linkers use, in one array of rows + 2: counted at row + 2, summed up, then entry row + 1 is where the
/// row's next relationship goes. When all are placed, entry row is where the row's relationships begin.
/// </summary>
internal static class RowOffsets
{
    /// <summary>Counts the rows that keys name in their high bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(ReadOnlySpan<long> keys, Span<int> offsets)
    {
        foreach (long key in keys)
        {
            offsets[(int)((ulong)key >> Run.NodeBits) + 2]++;
        }
    }

    /// <summary>Sums counts up to positions; returns how many there are in all.</summary>
    public static int ToPositions(Span<int> offsets)
    {
        long sum = 0;
        foreach (ref int offset in offsets)
        {
            sum += offset;
            offset = (int)sum;
        }
        Invariant.Assert(sum <= int.MaxValue);
        return (int)sum;
    }
}
