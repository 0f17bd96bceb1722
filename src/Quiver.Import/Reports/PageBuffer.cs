using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Reports;

/// <summary>
/// Bytes on their way into a file, placed so that whole pages of the file are whole pages of memory, which do not move: what writing past the page cache asks for. Not thread
/// safe.
/// </summary>
/// <remarks>Unsafe: spans over the block, within its length.</remarks>
internal sealed unsafe class PageBuffer : IDisposable
{
    private const int PageBytes = 4096;
    private const int Bytes = 2 << 20;

    private readonly ZeroedMemory _memory = new(Bytes);
    private int _first;
    private int _end;

    /// <summary>Where in the file its bytes begin.</summary>
    public long Offset { get; private set; }

    /// <summary>How many bytes it holds.</summary>
    public int Length => _end - _first;

    /// <summary>Whether there is no room left.</summary>
    public bool IsFull => _end == Bytes;

    /// <summary>What it holds.</summary>
    public ReadOnlySpan<byte> Content => Between(_first, _end);

    /// <summary>What a full buffer holds before its first whole page.</summary>
    public ReadOnlySpan<byte> Head => Between(_first, FirstPage);

    /// <summary>The whole pages of a full buffer.</summary>
    public ReadOnlySpan<byte> Pages => Between(FirstPage, _end);

    /// <summary>Where further bytes may be put, of which <see cref="Advance"/> tells.</summary>
    public Span<byte> Room => new(_memory.Pointer + _end, Bytes - _end);

    private int FirstPage => (_first + PageBytes - 1) / PageBytes * PageBytes;

    /// <summary>Empties it.</summary>
    /// <param name="offset">Where in the file its bytes will begin.</param>
    public void Begin(long offset)
    {
        Offset = offset;
        _first = (int)(offset % PageBytes);
        _end = _first;
    }

    /// <summary>Says that bytes were put into the first places of <see cref="Room"/>.</summary>
    public void Advance(int bytes)
    {
        Invariant.Assert(bytes >= 0 && bytes <= Bytes - _end);
        _end += bytes;
    }

    /// <summary>Takes bytes; returns those for which there is no room.</summary>
    public ReadOnlySpan<byte> Append(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Bytes - _end);
        bytes[..count].CopyTo(new Span<byte>(_memory.Pointer + _end, count));
        _end += count;
        return bytes[count..];
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private ReadOnlySpan<byte> Between(int from, int to)
    {
        Invariant.Assert(from >= 0 && from <= to && to <= Bytes);
        return new(_memory.Pointer + from, to - from);
    }
}
