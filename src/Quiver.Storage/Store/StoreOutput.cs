using System.Runtime.ExceptionServices;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;
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
    /// <summary>No larger than the disk needs: all buffers together are memory that each import touches for the first time.</summary>
    private const int BufferBytes = 2 << 20;
    private const int BufferCount = 4;
    private const int DirectAlignment = 4096;

    private readonly IFileSystem _files;
    private readonly string _directory;
    private readonly Lock _appending = new();
    private readonly object _exchange = new();
    private readonly Queue<nint> _free = new();
    private readonly Queue<PendingWrite> _pending = new();
    private readonly List<ZeroedMemory> _allocated = [];
    private readonly List<StoreFile> _list = [];
    private readonly Thread _writer;
    private byte* _buffer;
    private int _bufferUsed;
    private long _sent;
    private long _written;
    private long _fileLength;
    private bool _fileOpen;
    private bool _closed;
    private bool _continuesFile;
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

    /// <summary>Goes on behind what another output of the same folder had written at a mark; bytes behind it are overwritten.</summary>
    public StoreOutput(IFileSystem files, string directory, StoreMark mark)
        : this(files, directory)
    {
        BytesWritten = mark.BytesWritten;
        if (mark.Files.Count == 0)
        {
            return;
        }
        // Only the last file is not ended: the others were ended, and made durable, before the mark.
        _list.AddRange(mark.Files.Take(mark.Files.Count - 1));
        _fileOpen = true;
        _continuesFile = true;
        _fileLength = mark.Files[^1].Length;
        int tail = (int)(_fileLength % DirectAlignment);
        EnsureBuffer();
        using var handle = files.OpenRead(Path.Join(directory, mark.Files[^1].Name));
        _bufferUsed = handle.Read(new(_buffer, tail), _fileLength - tail);
        Invariant.Assert(_bufferUsed == tail);
    }

    /// <summary>Bytes handed over so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Sends all blocks appended so far on their way to the disk, without ending the file.</summary>
    public StoreMark Mark()
    {
        lock (_appending)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_fileOpen)
            {
                return new([.. _list], BytesWritten, _sent);
            }
            SendUnfinished();
            StoreFile open = new(FileSegmentStore.NameOf(_list.Count + 1), _fileLength);
            return new([.. _list, open], BytesWritten, _sent);
        }
    }

    /// <summary>Waits until the operating system has all blocks of a mark: they outlive the process, though not a power cut.</summary>
    public void WaitUntilWritten(StoreMark mark)
    {
        lock (_exchange)
        {
            while (_written < mark.WriteCount)
            {
                Monitor.Wait(_exchange);
            }
        }
        ThrowFailure();
    }

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
        foreach (var buffer in _allocated)
        {
            buffer.Dispose();
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
            // Huge pages: the disk takes a buffer as few large requests instead of thousands of scattered pages.
            var memory = new ZeroedMemory(BufferBytes);
            _allocated.Add(memory);
            _buffer = memory.Pointer;
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
            _sent++;
            _pending.Enqueue(write);
            Monitor.PulseAll(_exchange);
        }
    }

    /// <summary>Sends a part of a buffer. Direct writes are whole pages: the next buffer begins with the bytes of the last one.</summary>
    private void SendUnfinished()
    {
        if (_buffer == null || _bufferUsed == 0)
        {
            return;
        }
        Span<byte> tail = stackalloc byte[DirectAlignment];
        tail = tail[..(_bufferUsed % DirectAlignment)];
        new ReadOnlySpan<byte>(_buffer + _bufferUsed - tail.Length, tail.Length).CopyTo(tail);
        Send(endsFile: false);
        EnsureBuffer();
        tail.CopyTo(new(_buffer, tail.Length));
        _bufferUsed = tail.Length;
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
                _written++;
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
        _handle ??= Open(Path.Join(_directory, write.FileName));
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

    private IFileHandle Open(string path)
    {
        bool isNew = !_continuesFile;
        _continuesFile = false;
        return isNew ? _files.CreateNew(path, direct: true) : _files.OpenOrCreate(path);
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
