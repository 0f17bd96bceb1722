using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>
/// All runs of a direction in a temporary file: collected by any number of threads, then read block by block. Thread safe.
/// </summary>
/// <remarks>Small runs share buffers, so that the file gets large writes. Unsafe: a buffer's address is handed to the sink of a run that fits.</remarks>
internal sealed unsafe class RunStore : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private const int LargeRunBytes = BufferBytes / 4;
    private const int VerifyBytes = 4 << 20;

    private readonly Lock _lock = new();
    private readonly List<StoredRun> _runs = [];
    private readonly Stack<ScratchMemory> _spare = [];
    private readonly IFileHandle _file;
    private ScratchMemory? _buffer;
    private int _bufferUsed;
    private long _bufferStart;
    private long _fileLength;

    private RunStore(IFileHandle file) => _file = file;

    /// <summary>The temporary file.</summary>
    public string Path => _file.Path;

    /// <summary>How many runs there are.</summary>
    public int RunCount => _runs.Count;

    /// <summary>Bytes of all runs.</summary>
    public long ByteCount => _fileLength;

    /// <summary>An empty store.</summary>
    /// <param name="files">Where the file is made.</param>
    /// <param name="path">The file; what stands there is replaced.</param>
    public static RunStore Create(IFileSystem files, string path)
    {
        files.DeleteFile(path);
        return new RunStore(files.CreateNew(path));
    }

    /// <summary>Takes a store up again that <see cref="WriteTo"/> described, after comparing every checksum; null when the file is not what was written.</summary>
    public static RunStore? TryContinue(IFileSystem files, string path, BinaryReader input)
    {
        if (!files.FileExists(path))
        {
            return null;
        }
        var store = new RunStore(files.OpenRead(path));
        int count = input.ReadInt32();
        byte[] buffer = new byte[VerifyBytes];
        for (int i = 0; i < count; i++)
        {
            var run = new StoredRun(input, store._file);
            if (!store.IsWhole(run, buffer))
            {
                store.Dispose();
                return null;
            }
            store._runs.Add(run);
            store._fileLength += run.ByteCount;
        }
        return store;
    }

    /// <summary>Writes a run, which its builder can reuse afterwards.</summary>
    public void Add(Run run)
    {
        long size = StoredRun.SizeOf(run);
        if (size > LargeRunBytes)
        {
            AddLarge(run, size);
        }
        else
        {
            AddSmall(run, (int)size);
        }
    }

    /// <summary>Ends the collecting: all runs are in the file.</summary>
    public void Complete()
    {
        if (_buffer is not null)
        {
            _file.Write(new ReadOnlySpan<byte>(_buffer.Pointer, _bufferUsed), _bufferStart);
            _buffer.Dispose();
            _buffer = null;
        }
        _runs.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
    }

    /// <summary>Looks for the blocks that occur in the complete store.</summary>
    public RunBlocks ListBlocks()
    {
        int number = 0;
        foreach (var run in _runs)
        {
            run.Number = number++;
        }
        return new RunBlocks(_runs);
    }

    /// <summary>Makes the complete store outlive a power cut.</summary>
    public void Sync() => _file.SyncData();

    /// <summary>Describes the complete store so that another process can take it up.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(_runs.Count);
        foreach (var run in _runs)
        {
            run.WriteTo(output);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _buffer?.Dispose();
        _buffer = null;
        while (_spare.TryPop(out var buffer))
        {
            buffer.Dispose();
        }
    }

    private void AddLarge(Run run, long size)
    {
        long start;
        lock (_lock)
        {
            start = Allot(size);
        }
        var sink = new RunSink(_file, start);
        var stored = new StoredRun(run, _file, ref sink);
        lock (_lock)
        {
            _runs.Add(stored);
        }
    }

    private void AddSmall(Run run, int size)
    {
        ScratchMemory? full = null;
        int fullLength = 0;
        long fullStart = 0;
        lock (_lock)
        {
            if (_buffer is not null && (_bufferUsed + size > BufferBytes || !IsAtEnd))
            {
                (full, fullLength, fullStart) = (_buffer, _bufferUsed, _bufferStart);
                _buffer = null;
            }
            if (_buffer is null)
            {
                _buffer = _spare.TryPop(out var spare) ? spare : new ScratchMemory(BufferBytes);
                _bufferUsed = 0;
                _bufferStart = _fileLength;
            }
            var sink = new RunSink(_buffer.Pointer + _bufferUsed, Allot(size));
            _runs.Add(new StoredRun(run, _file, ref sink));
            _bufferUsed += size;
        }
        if (full is not null)
        {
            _file.Write(new ReadOnlySpan<byte>(full.Pointer, fullLength), fullStart);
            lock (_lock)
            {
                _spare.Push(full);
            }
        }
    }

    /// <summary>Whether the buffer's bytes are the file's last: large runs may have been placed behind it.</summary>
    private bool IsAtEnd => _bufferStart + _bufferUsed == _fileLength;

    private long Allot(long size)
    {
        long start = _fileLength;
        _fileLength += size;
        return start;
    }

    private bool IsWhole(StoredRun run, byte[] buffer)
    {
        uint checksum = 0;
        for (long done = 0; done < run.ByteCount; )
        {
            int count = (int)Math.Min(buffer.Length, run.ByteCount - done);
            int read = _file.Read(buffer.AsSpan(0, count), run.Start + done);
            checksum = Crc32C.Append(checksum, buffer.AsSpan(0, read));
            done += count;
            if (read < count)
            {
                return false;
            }
        }
        return checksum == run.Checksum;
    }
}
