using System.Runtime.ExceptionServices;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Apoc.Export;

/// <summary>
/// A new file as a stream that is only written, from its beginning on, past the page cache: in whole pages, out of a few aligned buffers of which one is filled while threads of its own write the
/// others. Disk space is asked for ahead, so that writes do not lengthen the file: then several can be on their way at once, and one that takes long does not hold up the others. <see cref="Finish"/>
/// writes the last page and cuts the file to its length. The file stays its owner's.
/// </summary>
internal sealed class FileHandleStream(IFileHandle handle) : WriteOnlyStream
{
    private const int BufferBytes = 2 << 20;
    private const int MaxBuffers = 6;
    private const int MaxThreads = 4;
    private const long SpaceStep = 64 << 20;

    private readonly object _gate = new();
    private readonly List<Thread> _threads = [];
    private readonly Queue<(NativeBuffer Buffer, long Offset)> _full = new();
    private readonly Queue<NativeBuffer> _free = new();
    private NativeBuffer _current = new();
    private int _buffers = 1;
    private int _idleThreads;
    private bool _isEnded;
    private Exception? _failure;
    private long _written;
    private long _space;

    /// <inheritdoc/>
    public override long Length => _written + _current.Length;

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
            int count = (int)Math.Min(buffer.Length, BufferBytes - _current.Length);
            _current.Write(buffer[..count]);
            buffer = buffer[count..];
            if (_current.Length == BufferBytes)
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
        if (_current.Length > 0)
        {
            _current.AlignTo(NativeBuffer.Alignment);
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
            _full.Enqueue((_current, _written));
            _written += _current.Length;
            if (_idleThreads < _full.Count && _threads.Count < MaxThreads)
            {
                var thread = new Thread(Work) { IsBackground = true, Name = "export writes" };
                _threads.Add(thread);
                thread.Start();
            }
            Monitor.PulseAll(_gate);
            while (_free.Count == 0 && _buffers == MaxBuffers)
            {
                Monitor.Wait(_gate);
            }
            if (!_free.TryDequeue(out var next))
            {
                next = new NativeBuffer();
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
        while (TryTakeFull(out var buffer, out long offset))
        {
            Exception? failure = null;
            try
            {
                handle.Write(buffer.Span(0, (int)buffer.Length), offset);
            }
            catch (Exception error)
            {
                // Carried to the thread that fills the buffers.
                failure = error;
            }
            lock (_gate)
            {
                _failure ??= failure;
                buffer.Clear();
                _free.Enqueue(buffer);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryTakeFull(out NativeBuffer buffer, out long offset)
    {
        lock (_gate)
        {
            while (_full.Count == 0 && !_isEnded)
            {
                _idleThreads++;
                Monitor.Wait(_gate);
                _idleThreads--;
            }
            bool isThere = _full.TryDequeue(out var full);
            (buffer, offset) = full;
            return isThere;
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
