using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quiver.Foundation.Memory;

/// <summary>
/// A block of unmanaged memory that its one owner reuses: it grows, it never shrinks, and it goes back when disposed. Content is not
/// cleared. Not thread safe.
/// </summary>
/// <remarks>Unmanaged because import buffers are tens of megabytes: the collector must neither clear, move nor count them.</remarks>
public sealed unsafe class ScratchMemory : IDisposable
{
    private const int Alignment = 64;

    private static long _allocated;

    /// <summary>Allocates nothing yet.</summary>
    public ScratchMemory() { }

    /// <summary>Allocates at least so many bytes.</summary>
    public ScratchMemory(long bytes) => Reserve(bytes, 0);

    /// <summary>Bytes that all buffers and zeroed blocks of the process hold now.</summary>
    public static long AllocatedBytes => Interlocked.Read(ref _allocated);

    /// <summary>Counts bytes that another owner of unmanaged memory took, or gave back when negative.</summary>
    internal static void Count(long bytes) => Interlocked.Add(ref _allocated, bytes);

    /// <summary>The first byte, aligned to 64; null before the first reservation.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Bytes available.</summary>
    public long Capacity { get; private set; }

    /// <summary>The memory as an array of a type.</summary>
    public T* As<T>()
        where T : unmanaged => (T*)Pointer;

    /// <summary>Makes room for so many elements of a type in all, keeping the first <paramref name="kept"/> elements, and returns the first.</summary>
    public T* Reserve<T>(long count, long kept = 0)
        where T : unmanaged
    {
        Reserve(count * sizeof(T), kept * sizeof(T));
        return (T*)Pointer;
    }

    /// <summary>Makes room for so many bytes in all, keeping the first <paramref name="kept"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(long bytes, long kept)
    {
        if (bytes > Capacity)
        {
            Grow(bytes, kept);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Pointer is not null)
        {
            NativeMemory.AlignedFree(Pointer);
            Interlocked.Add(ref _allocated, -Capacity);
            Pointer = null;
            Capacity = 0;
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what its owner forgot.</summary>
    ~ScratchMemory()
    {
        Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(long bytes, long kept)
    {
        long wanted = Math.Max(bytes, Capacity == 0 ? bytes : Capacity + (Capacity / 2));
        long capacity = (wanted + Alignment - 1) & -Alignment;
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        if (Math.Min(kept, Capacity) > 0)
        {
            NativeMemory.Copy(Pointer, memory, (nuint)Math.Min(kept, Capacity));
        }
        if (Pointer is not null)
        {
            NativeMemory.AlignedFree(Pointer);
        }
        Interlocked.Add(ref _allocated, capacity - Capacity);
        Pointer = memory;
        Capacity = capacity;
    }
}
