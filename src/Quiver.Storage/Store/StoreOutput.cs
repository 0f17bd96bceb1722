using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Store;

/// <summary>
/// Appends blocks to store files: blocks are copied into large buffers, which a thread of its own writes past the page cache while the encoders go on.
/// </summary>
/// <remarks>
/// Unsafe: the buffers are native memory because direct writes need aligned memory that does not move. <see cref="Append"/> is thread safe; when the
/// disk is slower than the encoders it waits for a buffer.
/// </remarks>
internal sealed unsafe class StoreOutput : IDisposable
{
    private const int BufferBytes = 8 << 20;
    private const int BufferCount = 3;
    private const int DirectAlignment = 4096;

    private readonly IFileSystem _files;
    private readonly string _directory;
    private readonly Lock _appending = new();
    private readonly object _exchange = new();
    private readonly Queue<nint> _free = new();
    private readonly Queue<PendingWrite> _pending = new();
    private readonly List<nint> _allocated = [];
    private readonly List<StoreFile> _list = [];
    private readonly Thread _writer;
    private byte* _buffer;
    private int _bufferUsed;
    private long _fileLength;
    private bool _fileOpen;
    private bool _closed;
    private Exception? _failure;
    private IFileHandle? _handle;

    /// <summary>Begins; files are created in the given folder as they are needed.</summary>
    public StoreOutput(IFileSystem files, string directory)
    {
        _files = files;
        _directory = directory;
        _writer = new(WriteBuffers) { IsBackground = true, Name = "store writer" };
        _writer.Start();
    }

    /// <summary>Bytes handed over so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Appends a block; returns where it will stand.</summary>
    public BlockAddress Append(ReadOnlySpan<byte> block, uint checksum)
    {
        Invariant.Assert(block.Length is > 0 and <= BlockLimits.MaxBlockBytes);
        lock (_appending)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_fileOpen && Aligned(_fileLength) + block.Length > BlockLimits.MaxFileBytes)
            {
                EndFile();
            }
            if (!_fileOpen)
            {
                BeginFile();
            }
            CopyZeros((int)(Aligned(_fileLength) - _fileLength));
            long offset = _fileLength;
            Copy(block);
            BytesWritten += block.Length;
            return new(_list.Count, offset, block.Length, checksum);
        }
    }

    /// <summary>Ends the last file and waits until all are durable; returns their staged names, in the order that addresses count.</summary>
    public IReadOnlyList<StoreFile> Finish()
    {
        lock (_appending)
        {
            if (_fileOpen)
            {
                EndFile();
            }
            Close();
        }
        ThrowFailure();
        return _list;
    }

    /// <summary>Ends the thread and frees the buffers; files that were not finished are of no use.</summary>
    public void Dispose()
    {
        lock (_appending)
        {
            Close();
        }
        foreach (nint buffer in _allocated)
        {
            NativeMemory.AlignedFree((void*)buffer);
        }
        _allocated.Clear();
        _handle?.Dispose();
        _handle = null;
    }

    private static long Aligned(long offset) =>
        (offset + BlockLimits.BlockAlignment - 1)
        / BlockLimits.BlockAlignment
        * BlockLimits.BlockAlignment;

    private void BeginFile()
    {
        _fileOpen = true;
        _fileLength = 0;
        Span<byte> header = stackalloc byte[StoreFileHeader.Length];
        StoreFileHeader.Write(header);
        Copy(header);
    }

    private void EndFile()
    {
        EnsureBuffer();
        Send(endsFile: true);
        _list.Add(new(FileSegmentStore.NameOf(_list.Count + 1), _fileLength));
        _fileOpen = false;
    }

    private void CopyZeros(int count)
    {
        Span<byte> zeros = stackalloc byte[BlockLimits.BlockAlignment];
        zeros.Clear();
        Copy(zeros[..count]);
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            EnsureBuffer();
            int count = Math.Min(bytes.Length, BufferBytes - _bufferUsed);
            bytes[..count].CopyTo(new(_buffer + _bufferUsed, count));
            _bufferUsed += count;
            _fileLength += count;
            bytes = bytes[count..];
            if (_bufferUsed == BufferBytes)
            {
                Send(endsFile: false);
            }
        }
    }

    private void EnsureBuffer()
    {
        if (_buffer != null)
        {
            return;
        }
        _bufferUsed = 0;
        if (_allocated.Count < BufferCount)
        {
            _buffer = (byte*)NativeMemory.AlignedAlloc(BufferBytes, DirectAlignment);
            _allocated.Add((nint)_buffer);
            return;
        }
        lock (_exchange)
        {
            while (_free.Count == 0)
            {
                Monitor.Wait(_exchange);
            }
            _buffer = (byte*)_free.Dequeue();
        }
        ThrowFailure();
    }

    private void Send(bool endsFile)
    {
        ThrowFailure();
        var write = new PendingWrite(
            (nint)_buffer,
            _bufferUsed,
            endsFile,
            FileSegmentStore.NameOf(_list.Count + 1),
            _fileLength
        );
        _buffer = null;
        lock (_exchange)
        {
            _pending.Enqueue(write);
            Monitor.PulseAll(_exchange);
        }
    }

    private void ThrowFailure()
    {
        var failure = Volatile.Read(ref _failure);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Close()
    {
        if (!_closed)
        {
            _closed = true;
            lock (_exchange)
            {
                Monitor.PulseAll(_exchange);
            }
            _writer.Join();
        }
    }

    private void WriteBuffers()
    {
        while (NextWrite() is { } write)
        {
            try
            {
                if (_failure is null)
                {
                    Write(write);
                }
            }
            catch (Exception failure)
            {
                // Carried to the encoders, which meet it at their next call.
                Volatile.Write(ref _failure, failure);
            }
            lock (_exchange)
            {
                _free.Enqueue(write.Buffer);
                Monitor.PulseAll(_exchange);
            }
        }
    }

    private PendingWrite? NextWrite()
    {
        lock (_exchange)
        {
            while (_pending.Count == 0 && !_closed)
            {
                Monitor.Wait(_exchange);
            }
            return _pending.TryDequeue(out var write) ? write : null;
        }
    }

    private void Write(PendingWrite write)
    {
        _handle ??= _files.CreateNew(Path.Join(_directory, write.FileName), direct: true);
        long start = write.FileEnd - write.Length;
        // Direct writes are whole pages: the last one is filled with zeros and cut off again.
        int padded = (write.Length + DirectAlignment - 1) / DirectAlignment * DirectAlignment;
        new Span<byte>((byte*)write.Buffer + write.Length, padded - write.Length).Clear();
        _handle.Write(new((byte*)write.Buffer, padded), start);
        if (write.EndsFile)
        {
            _handle.SetLength(write.FileEnd);
            _handle.SyncData();
            _handle.Dispose();
            _handle = null;
        }
    }

    /// <summary>A buffer on its way to disk; <c>FileEnd</c> is the file's length when it is written.</summary>
    private sealed record PendingWrite(
        nint Buffer,
        int Length,
        bool EndsFile,
        string FileName,
        long FileEnd
    );
}
