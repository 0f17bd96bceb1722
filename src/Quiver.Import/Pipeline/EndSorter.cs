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
/// <remarks>Unsafe: scratch memory of a counter for each node that the ends can be, reserved before.</remarks>
internal sealed unsafe class EndSorter : IDisposable
{
    /// <summary>Ends that are sorted by comparing: counters would cost more.</summary>
    private const int FewEnds = 256;

    /// <summary>Bits of an end's place below it while few are sorted.</summary>
    private const int PlaceBits = 16;

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
            _sorter.Sort(MemoryMarshal.Cast<long, ulong>(ends));
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

    public void Dispose() => _counters.Dispose();

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
}
