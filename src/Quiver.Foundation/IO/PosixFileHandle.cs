using System.Runtime.InteropServices;

namespace Quiver.Foundation.IO;

/// <summary>An open file of a Posix system.</summary>
/// <remarks>Unsafe: spans are pinned for the length of a call.</remarks>
internal sealed unsafe class PosixFileHandle : IFileHandle
{
    private const int SeekEnd = 2;

    private int _descriptor;

    public PosixFileHandle(int descriptor, string path)
    {
        _descriptor = descriptor;
        Path = path;
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
                nint count = PosixCalls.Write(
                    Descriptor,
                    start + done,
                    (nuint)(source.Length - done),
                    offset + done
                );
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
    public bool TryLock()
    {
        if (PosixCalls.Lock(Descriptor, PosixCalls.LockExclusive | PosixCalls.LockNonBlocking) == 0)
        {
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
            // The result is not looked at: what had to be durable was synced before.
            _ = PosixCalls.Close(descriptor);
        }
    }
}
