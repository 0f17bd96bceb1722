using System.Runtime.ExceptionServices;
using Quiver.Foundation.IO;
using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;

namespace Quiver.Apoc.Export;

/// <summary>
/// A new file as a stream that is only written, from its beginning on, past the page cache: in whole pages, out of a few aligned buffers of which one is filled while threads of its own write the
/// others. A buffer is one huge page where the system has them: the disk then gets it as one request, which is nearly twice as fast as one of 512 scattered pages. Disk space is asked for ahead, so
/// that writes do not lengthen the file: then several can be on their way at once, and one that takes long does not hold up the others. <see cref="Finish"/> writes the last page and cuts the file
/// to its length. The file stays its owner's.
/// </summary>
internal sealed class FileHandleStream(IFileHandle handle) : WriteOnlyStream
{
    private const int BufferBytes = 2 << 20;
    private const int PageBytes = 4096;

    // So many that those who format need not wait when the disk pauses for 20 ms.
    private const int MaxBuffers = 12;
    private const int MaxThreads = 6;
    private const long SpaceStep = 64 << 20;

    private readonly object _gate = new();
    private readonly List<Thread> _threads = [];
    private readonly Queue<(ZeroedMemory Buffer, int Length, long Offset)> _full = new();
    private readonly Queue<ZeroedMemory> _free = new();
    private ZeroedMemory _current = new(BufferBytes);
    private int _filled;
    private int _buffers = 1;
    private int _idleThreads;
    private bool _isFillerWaiting;
    private bool _isEnded;
    private Exception? _failure;
    private long _written;
    private long _space;

    /// <inheritdoc/>
    public override long Length => _written + _filled;

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
            int count = Math.Min(buffer.Length, BufferBytes - _filled);
            StreamedCopy.Copy(buffer[..count], _current.Span(_filled, count));
            _filled += count;
            buffer = buffer[count..];
            if (_filled == BufferBytes)
            {
                MakeSpace(_written + BufferBytes);
                HandOver();
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    /// <exception cref="IOException">The disk is full or broken, perhaps as earlier bytes were written.</exception>
    public void Finish()
    {
        long length = Length;
        if (_filled > 0)
        {
            int padding = -_filled & (PageBytes - 1);
            _current.Span(_filled, padding).Clear();
            _filled += padding;
            HandOver();
        }
        EndThreads();
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        handle.SetLength(length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                // Nobody wants what is not written yet.
                while (_full.TryDequeue(out var unwritten))
                {
                    _free.Enqueue(unwritten.Buffer);
                }
            }
            EndThreads();
            foreach (var buffer in _free)
            {
                buffer.Dispose();
            }
            _free.Clear();
            _current.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Leaves the buffer to the threads, and goes on with another as soon as one is free.</summary>
    private void HandOver()
    {
        lock (_gate)
        {
            _full.Enqueue((_current, _filled, _written));
            _written += _filled;
            _filled = 0;
            if (_idleThreads < _full.Count && _threads.Count < MaxThreads)
            {
                var thread = new Thread(Work) { IsBackground = true, Name = "export writes" };
                _threads.Add(thread);
                thread.Start();
            }
            // One is enough: all others would wake for nothing, thousands of times a gigabyte, on processors that make texts.
            Monitor.Pulse(_gate);
            while (_free.Count == 0 && _buffers == MaxBuffers)
            {
                _isFillerWaiting = true;
                Monitor.Wait(_gate);
            }
            _isFillerWaiting = false;
            if (!_free.TryDequeue(out var next))
            {
                next = new ZeroedMemory(BufferBytes);
                _buffers++;
            }
            _current = next;
            if (_failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    private void Work()
    {
        while (TryTakeFull(out var full))
        {
            Exception? failure = null;
            try
            {
                handle.Write(full.Buffer.Span(0, full.Length), full.Offset);
            }
            catch (Exception error)
            {
                // Carried to the thread that fills the buffers.
                failure = error;
            }
            lock (_gate)
            {
                _failure ??= failure;
                _free.Enqueue(full.Buffer);
                if (_isFillerWaiting)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private bool TryTakeFull(out (ZeroedMemory Buffer, int Length, long Offset) full)
    {
        lock (_gate)
        {
            while (_full.Count == 0 && !_isEnded)
            {
                _idleThreads++;
                Monitor.Wait(_gate);
                _idleThreads--;
            }
            return _full.TryDequeue(out full);
        }
    }

    private void EndThreads()
    {
        lock (_gate)
        {
            _isEnded = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads)
        {
            thread.Join();
        }
        _threads.Clear();
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
