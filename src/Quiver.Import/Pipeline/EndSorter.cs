using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Puts the far ends of a node's relationships into order: few by comparing; many by counting, without which a node with millions of relationships would keep one thread busy for longer
/// than all others have work. One per thread.
/// </summary>
/// <remarks>Unsafe: scratch memory of one word an end, reserved before.</remarks>
internal sealed unsafe class EndSorter : IDisposable
{
    /// <summary>Ends that are sorted by comparing: counters would cost more.</summary>
    private const int FewEnds = 256;

    /// <summary>Bits of an end's place below it while few are sorted.</summary>
    private const int PlaceBits = 16;

    /// <summary>Bits that a pass sorts by at most: its counters stay in the first cache.</summary>
    private const int MostDigitBits = 11;

    private readonly ScratchMemory _scratch = new();
    private readonly ScratchMemory _counters = new();
    private readonly RadixSorter _sorter = new();

    /// <summary>Sorts ends, none of which is negative.</summary>
    public void Sort(Span<long> ends)
    {
        if (ends.Length <= FewEnds)
        {
            ends.Sort();
            return;
        }
        var (least, greatest, _) = WordKernels.Survey(ends);
        Invariant.Assert(least >= 0);
        if (greatest - least < ends.Length)
        {
            CountEach(ends, least, (int)(greatest - least) + 1);
        }
        else
        {
            SortDigits(ends, BitOperations.Log2((ulong)(least ^ greatest)) + 1);
        }
    }

    /// <summary>Sorts ends with a number that belongs to each. The numbers ascend before; those of equal ends do afterwards.</summary>
    public void Sort(Span<long> ends, Span<int> numbers)
    {
        if (ends.Length > FewEnds)
        {
            _sorter.Sort(MemoryMarshal.Cast<long, ulong>(ends), numbers);
            return;
        }
        Span<ulong> packed = stackalloc ulong[FewEnds];
        Span<int> before = stackalloc int[FewEnds];
        packed = packed[..ends.Length];
        numbers.CopyTo(before);
        for (int i = 0; i < ends.Length; i++)
        {
            packed[i] = ((ulong)ends[i] << PlaceBits) | (uint)i;
        }
        packed.Sort();
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = (long)(packed[i] >> PlaceBits);
            numbers[i] = before[(ushort)packed[i]];
        }
    }

    public void Dispose()
    {
        _scratch.Dispose();
        _counters.Dispose();
    }

    /// <summary>Sorts ends of which there are more than nodes that they can be: how often each occurs is all there is to know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountEach(Span<long> ends, long least, int nodeCount)
    {
        int* counters = _counters.Reserve<int>(nodeCount);
        var counts = new Span<int>(counters, nodeCount);
        counts.Clear();
        foreach (long end in ends)
        {
            counts[(int)(end - least)]++;
        }
        int next = 0;
        for (int node = 0; node < counts.Length; node++)
        {
            int count = counts[node];
            ends.Slice(next, count).Fill(least + node);
            next += count;
        }
    }

    /// <summary>Sorts by the lowest bits, in which alone the ends differ, a digit at a time from the lowest on.</summary>
    private void SortDigits(Span<long> ends, int bits)
    {
        var others = new Span<long>(_scratch.Reserve<long>(ends.Length), ends.Length);
        int passes = (bits + MostDigitBits - 1) / MostDigitBits;
        int digitBits = (bits + passes - 1) / passes;
        var from = ends;
        var to = others;
        for (int shift = 0; shift < bits; shift += digitBits)
        {
            Scatter(from, to, shift, digitBits);
            var moved = to;
            to = from;
            from = moved;
        }
        if (passes % 2 != 0)
        {
            from.CopyTo(ends);
        }
    }

    /// <summary>Puts ends elsewhere in the order of a digit; what is equal in it keeps its order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<long> from, Span<long> to, int shift, int digitBits)
    {
        Span<int> places = stackalloc int[1 << MostDigitBits];
        long mask = (1L << digitBits) - 1;
        places = places[..(1 << digitBits)];
        places.Clear();
        foreach (long end in from)
        {
            places[(int)((end >> shift) & mask)]++;
        }
        int place = 0;
        foreach (ref int count in places)
        {
            (count, place) = (place, place + count);
        }
        foreach (long end in from)
        {
            to[places[(int)((end >> shift) & mask)]++] = end;
        }
    }
}
