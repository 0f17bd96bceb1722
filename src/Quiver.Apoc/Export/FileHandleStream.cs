using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Apoc.Export;

/// <summary>
/// A new file as a stream that is only written, from its beginning on, past the page cache: in whole pages, out of a few aligned buffers of which one is filled while the others are written. Disk space is
/// asked for ahead, so that writes do not lengthen the file: then two of them can be on their way at once. <see cref="Finish"/> writes the last page and cuts the file to its length. The file stays its owner's.
/// </summary>
internal sealed class FileHandleStream(IFileHandle handle) : WriteOnlyStream
{
    private const int BufferBytes = 2 << 20;
    private const int BufferCount = 3;
    private const long SpaceStep = 64 << 20;

    private readonly NativeBuffer[] _buffers =
    [
        .. Enumerable.Range(0, BufferCount).Select(static _ => new NativeBuffer()),
    ];
    private readonly Task[] _writes = [.. Enumerable.Repeat(Task.CompletedTask, BufferCount)];
    private int _current;
    private long _written;
    private long _space;

    /// <inheritdoc/>
    public override long Length => _written + _buffers[_current].Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk is full or broken, perhaps as earlier bytes were written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var current = _buffers[_current];
            int count = (int)Math.Min(buffer.Length, BufferBytes - current.Length);
            current.Write(buffer[..count]);
            buffer = buffer[count..];
            if (current.Length == BufferBytes)
            {
                BeginWrite();
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    /// <exception cref="IOException">The disk is full or broken, perhaps as earlier bytes were written.</exception>
    public void Finish()
    {
        long length = Length;
        var last = _buffers[_current];
        last.AlignTo(NativeBuffer.Alignment);
        if (last.Length > 0)
        {
            handle.Write(last.Span(0, (int)last.Length), _written);
            _written += last.Length;
            last.Clear();
        }
        foreach (var write in _writes)
        {
            write.GetAwaiter().GetResult();
        }
        handle.SetLength(length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The memory is theirs until they have ended; how they ended matters to nobody any more.
            Task.WhenAll(_writes)
                .ContinueWith(
                    static _ => { },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default
                )
                .Wait();
            foreach (var buffer in _buffers)
            {
                buffer.Dispose();
            }
        }
        base.Dispose(disposing);
    }

    /// <summary>Hands the full buffer to a thread that writes it, and goes on to the next one as soon as that is written.</summary>
    private void BeginWrite()
    {
        var full = _buffers[_current];
        long offset = _written;
        MakeSpace(offset + full.Length);
        _writes[_current] = Task.Run(() => handle.Write(full.Span(0, (int)full.Length), offset));
        _written += full.Length;
        _current = (_current + 1) % BufferCount;
        _writes[_current].GetAwaiter().GetResult();
        _buffers[_current].Clear();
    }

    private void MakeSpace(long end)
    {
        if (end <= _space)
        {
            return;
        }
        try
        {
            handle.Allocate(_space, SpaceStep, areWritten: false);
            _space += SpaceStep;
        }
        catch (DiskFullException)
        {
            // There may still be room for what is written.
            _space = long.MaxValue;
        }
    }
}
