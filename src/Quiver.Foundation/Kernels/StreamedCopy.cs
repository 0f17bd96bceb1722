using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Foundation.Kernels;

/// <summary>Copies bytes that nobody on this processor reads soon, such as those of a buffer for the disk.</summary>
/// <remarks>Unsafe: vector stores go to whole lines between the ends of a span that is pinned meanwhile.</remarks>
public static unsafe class StreamedCopy
{
    private const int LineBytes = 64;
    private const int MinBytes = 4096;

    /// <summary>Copies past the caches, where that is possible and there is enough: lines of the target are not read before they are written, and what the caches hold stays there.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="target">Where they go; as long, and apart from them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        Invariant.Assert(source.Length == target.Length);
        if (!Vector256.IsHardwareAccelerated || !Sse.IsSupported || source.Length < MinBytes)
        {
            source.CopyTo(target);
            return;
        }
        int at;
        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            at = (int)(-(long)to & (LineBytes - 1));
            source[..at].CopyTo(target);
            for (; at <= source.Length - LineBytes; at += LineBytes)
            {
                var first = Vector256.Load(from + at);
                var second = Vector256.Load(from + at + LineBytes / 2);
                first.StoreAlignedNonTemporal(to + at);
                second.StoreAlignedNonTemporal(to + at + LineBytes / 2);
            }
        }
        // Until here other threads may see such stores in any order.
        Sse.StoreFence();
        source[at..].CopyTo(target[at..]);
    }
}
