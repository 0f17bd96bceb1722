using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Increments;

/// <summary>
/// A file that is written past the page cache, in whole pages. What several pieces share a page of waits in memory until the end: twice the pieces whose ends are no multiples of
/// 4,096, at most.
/// </summary>
internal sealed class DirectRunFile : IRunFile
{
    private const int PageBytes = 4096;

    private readonly IFileHandle _handle;
    private readonly SortedDictionary<long, byte[]> _pages = [];

    /// <summary>Begins, and asks for the space.</summary>
    /// <param name="handle">The file, empty; it was opened to be written past the page cache.</param>
    /// <param name="length">About how long it becomes.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public DirectRunFile(IFileHandle handle, long length)
    {
        _handle = handle;
        handle.Allocate(0, length, areWritten: false);
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        int head = (int)Math.Min(-offset & (PageBytes - 1), bytes.Length);
        Keep(bytes[..head], offset);
        var rest = bytes[head..];
        int whole = rest.Length / PageBytes * PageBytes;
        if (whole > 0)
        {
            _handle.Write(rest[..whole], offset + head);
        }
        Keep(rest[whole..], offset + head + whole);
    }

    /// <inheritdoc/>
    public void Finish(long length)
    {
        using var memory = new ZeroedMemory(PageBytes);
        var aligned = memory.Span(0, PageBytes);
        foreach (var (page, bytes) in _pages)
        {
            bytes.CopyTo(aligned);
            _handle.Write(aligned, page * PageBytes);
        }
        // The last page was filled with zeros.
        _handle.SetLength(length);
    }

    /// <summary>Keeps a part of a page.</summary>
    private void Keep(ReadOnlySpan<byte> part, long offset)
    {
        if (part.IsEmpty)
        {
            return;
        }
        lock (_pages)
        {
            var (page, at) = Math.DivRem(offset, PageBytes);
            if (!_pages.TryGetValue(page, out byte[]? bytes))
            {
                _pages[page] = bytes = new byte[PageBytes];
            }
            part.CopyTo(bytes.AsSpan((int)at));
        }
    }
}
