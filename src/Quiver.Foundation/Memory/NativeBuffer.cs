using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quiver.Foundation.Memory;

/// <summary>
/// A growing area of native memory for output: its owner clears and refills it, so that its pages are touched for the first time only once.
/// </summary>
/// <remarks>
/// Unsafe: the memory is outside the garbage collector so that it is aligned and can be large. Pointers and spans into it are valid
/// until the next call that may grow it. Not thread safe.
/// </remarks>
public sealed unsafe class NativeBuffer : IDisposable
{
    /// <summary>The alignment of the first byte.</summary>
    public const int Alignment = 4096;

    private const long MinCapacity = 64 * 1024;

    private byte* _memory;
    private long _capacity;

    /// <summary>Frees the memory when the owner forgot to.</summary>
    ~NativeBuffer() => Free();

    /// <summary>Bytes in use.</summary>
    public long Length { get; private set; }

    /// <summary>The first byte.</summary>
    public byte* Pointer => _memory;

    /// <summary>Forgets the content and keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Cuts the content to a length not above the present one.</summary>
    public void Truncate(long length)
    {
        Invariant.Assert(length >= 0 && length <= Length);
        Length = length;
    }

    /// <summary>Appends uninitialised bytes and returns the first, to be filled by the caller.</summary>
    public byte* Append(long bytes)
    {
        long start = Length;
        Reserve(start + bytes);
        Length = start + bytes;
        return _memory + start;
    }

    /// <summary>Appends zeros up to a multiple of the alignment, a power of two.</summary>
    public void AlignTo(int alignment)
    {
        long padding = -Length & (alignment - 1);
        NativeMemory.Clear(Append(padding), (nuint)padding);
    }

    /// <summary>Appends a value's bytes as they are in memory (little endian).</summary>
    public void Write<T>(T value)
        where T : unmanaged => Unsafe.WriteUnaligned(Append(sizeof(T)), value);

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes) =>
        bytes.CopyTo(new Span<byte>(Append(bytes.Length), bytes.Length));

    /// <summary>Part of the content.</summary>
    public ReadOnlySpan<byte> Span(long start, int length)
    {
        Invariant.Assert(start >= 0 && length >= 0 && start + length <= Length);
        return new(_memory + start, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes room for so many bytes in all: what grows later is copied.</summary>
    public void Reserve(long capacity)
    {
        if (capacity > _capacity)
        {
            long grown = Math.Max(capacity, Math.Max(MinCapacity, _capacity * 2));
            _memory = (byte*)NativeMemory.AlignedRealloc(_memory, (nuint)grown, Alignment);
            _capacity = grown;
        }
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _capacity = 0;
        Length = 0;
    }
}
