using System.Runtime.CompilerServices;

namespace Quiver.Storage.Segments;

/// <summary>A sequence of byte strings: text, or values in binary form.</summary>
/// <remarks>
/// <code>
/// word section: count + 1 offsets into the bytes, ascending
/// u32 bytes; u32 zero; bytes; zeros to a multiple of 8
/// </code>
/// Unsafe: points into a block. Offsets are checked against the bytes whenever they are used.
/// </remarks>
internal readonly unsafe struct TextSection
{
    private readonly WordSection _offsets;
    private readonly byte* _bytes;
    private readonly int _byteCount;
    private readonly BlockOrigin _origin;

    private TextSection(ref BlockCursor source)
    {
        _origin = source.Origin;
        _offsets = WordSection.Parse(ref source);
        _byteCount = source.ReadCount(0, int.MaxValue, "bytes of text");
        source.Take(4);
        _bytes = source.Take(_byteCount);
        source.Take(-_byteCount & 7);
        if (_offsets.Count == 0)
        {
            BlockErrors.ThrowContent(_origin, "one offset at least", 0);
        }
    }

    /// <summary>How many strings.</summary>
    public int Count => _offsets.Count - 1;

    /// <summary>Bytes of all strings.</summary>
    public int ByteCount => _byteCount;

    /// <summary>One string. The index must be below <see cref="Count"/>; the memory is the block's.</summary>
    public ReadOnlySpan<byte> this[int index] => Slice(_offsets[index], _offsets[index + 1]);

    /// <summary>Takes a text section from a block.</summary>
    public static TextSection Parse(ref BlockCursor source) => new(ref source);

    /// <summary>Reads consecutive offsets, one more than strings: for <see cref="Slice"/>.</summary>
    public void ReadOffsets(int start, Span<long> offsets) => _offsets.Read(start, offsets);

    /// <summary>The bytes between two offsets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(long start, long end)
    {
        if ((ulong)end > (ulong)_byteCount || (ulong)start > (ulong)end)
        {
            BlockErrors.ThrowContent(_origin, $"an offset from {start} to {_byteCount}", end);
        }
        return new(_bytes + start, (int)(end - start));
    }
}
