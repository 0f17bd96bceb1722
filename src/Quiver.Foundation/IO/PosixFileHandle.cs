using System.Runtime.InteropServices;

namespace Quiver.Foundation.IO;

/// <summary>An open file of a Posix system.</summary>
/// <remarks>Unsafe: spans are pinned for the length of a call.</remarks>
internal sealed unsafe class PosixFileHandle : IFileHandle
{
    private const int SeekEnd = 2;
    private const int ZeroBytes = 128 << 10;

    private static readonly byte[] Zeros = new byte[ZeroBytes];

    private int _descriptor;

    private bool _isLocked;

    private readonly bool _isDevice;

    /// <summary>Takes an open descriptor over.</summary>
    /// <param name="descriptor">The descriptor, closed with the handle.</param>
    /// <param name="path">The path it was opened with.</param>
    /// <param name="isDevice">Whether it takes bytes as they come and knows no offsets.</param>
    public PosixFileHandle(int descriptor, string path, bool isDevice = false)
    {
        _descriptor = descriptor;
        Path = path;
        _isDevice = isDevice;
    }

    ~PosixFileHandle() => Close();

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public long Length
    {
        get
        {
            long length = PosixCalls.Seek(Descriptor, 0, SeekEnd);
            return length >= 0 ? length : throw PosixErrors.Last("read the length of", Path);
        }
    }

    private int Descriptor =>
        _descriptor >= 0 ? _descriptor : throw new ObjectDisposedException(Path);

    /// <inheritdoc/>
    public int Read(Span<byte> destination, long offset)
    {
        int done = 0;
        fixed (byte* start = destination)
        {
            while (done < destination.Length)
            {
                nint count = PosixCalls.Read(
                    Descriptor,
                    start + done,
                    (nuint)(destination.Length - done),
                    offset + done
                );
                if (count == 0)
                {
                    break;
                }
                if (count > 0)
                {
                    done += (int)count;
                }
                else if (Marshal.GetLastPInvokeError() != PosixErrors.Interrupted)
                {
                    throw PosixErrors.Last("read", Path);
                }
            }
        }
        return done;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        int done = 0;
        fixed (byte* start = source)
        {
            while (done < source.Length)
            {
                var rest = (nuint)(source.Length - done);
                nint count = _isDevice
                    ? PosixCalls.WriteNext(Descriptor, start + done, rest)
                    : PosixCalls.Write(Descriptor, start + done, rest, offset + done);
                if (count > 0)
                {
                    done += (int)count;
                }
                else if (count == 0 || Marshal.GetLastPInvokeError() != PosixErrors.Interrupted)
                {
                    throw PosixErrors.Last("write", Path);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void SetLength(long length)
    {
        if (PosixCalls.Truncate(Descriptor, length) != 0)
        {
            throw PosixErrors.Last("set the length of", Path);
        }
    }

    /// <inheritdoc/>
    public void Allocate(long offset, long length, bool areWritten)
    {
        while (PosixCalls.Allocate(Descriptor, 0, offset, length) != 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case PosixErrors.Interrupted:
                    break;
                case PosixErrors.NotSupported or PosixErrors.NotImplemented:
                    return;
                default:
                    throw PosixErrors.Last("set aside space for", Path);
            }
        }
        for (long done = 0; areWritten && done < length; done += Zeros.Length)
        {
            Write(Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, length - done)), offset + done);
        }
    }

    /// <inheritdoc/>
    public void SyncData()
    {
        if (PosixCalls.SyncData(Descriptor) != 0)
        {
            throw PosixErrors.Last("sync", Path);
        }
    }

    /// <inheritdoc/>
    public IMappedRegion Map(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new IOException(
                $"Cannot map bytes {offset} to {offset + length} of {Path}: it has {Length} bytes."
            );
        }
        return PosixMappedRegion.Map(Descriptor, Path, offset, length);
    }

    /// <summary>Tries to take the exclusive advisory lock; false when another holds it.</summary>
    public bool TryLock() => TryLock(PosixCalls.LockExclusive);

    /// <summary>Tries to take the advisory lock that several may hold; false when another holds the exclusive one.</summary>
    public bool TryLockShared() => TryLock(PosixCalls.LockShared);

    private bool TryLock(int kind)
    {
        if (PosixCalls.Lock(Descriptor, kind | PosixCalls.LockNonBlocking) == 0)
        {
            _isLocked = true;
            return true;
        }
        return Marshal.GetLastPInvokeError() == PosixErrors.WouldBlock
            ? false
            : throw PosixErrors.Last("lock", Path);
    }

    /// <summary>Makes a folder's entries durable.</summary>
    public void SyncFolder()
    {
        if (PosixCalls.Sync(Descriptor) != 0)
        {
            throw PosixErrors.Last("sync", Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            if (_isLocked)
            {
                // To close it would not free it while a child that was just forked has it open, too.
                _ = PosixCalls.Lock(descriptor, PosixCalls.Unlock);
            }
            // The result is not looked at: what had to be durable was synced before.
            _ = PosixCalls.Close(descriptor);
        }
    }
}
