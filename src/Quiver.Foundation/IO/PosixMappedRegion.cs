namespace Quiver.Foundation.IO;

/// <summary>A mapped part of a file. An empty part has no pages: its pointer is null.</summary>
/// <remarks>Unsafe: the pointer is valid for <see cref="Length"/> bytes until disposal, which only the owner may do.</remarks>
internal sealed unsafe class PosixMappedRegion : IMappedRegion
{
    private nint _address;

    private PosixMappedRegion(nint address, long length)
    {
        _address = address;
        Length = length;
    }

    ~PosixMappedRegion() => Unmap();

    /// <inheritdoc/>
    public byte* Pointer => (byte*)_address;

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Maps a range that lies inside the file.</summary>
    public static PosixMappedRegion Map(int descriptor, string path, long offset, long length)
    {
        if (length == 0)
        {
            return new PosixMappedRegion(0, 0);
        }
        nint address = PosixCalls.Map(
            0,
            (nuint)length,
            PosixCalls.ProtectionRead,
            PosixCalls.MapShared,
            descriptor,
            offset
        );
        return address != PosixCalls.MapFailed
            ? new PosixMappedRegion(address, length)
            : throw PosixErrors.Last("map", path);
    }

    /// <inheritdoc/>
    public void Forget()
    {
        if (_address != 0)
        {
            // What is mapped from a file comes back from it. That advice is refused changes nothing but the memory.
            _ = PosixCalls.Advise(_address, (nuint)Length, PosixCalls.AdviseNotNeeded);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    private void Unmap()
    {
        nint address = Interlocked.Exchange(ref _address, 0);
        if (address != 0)
        {
            _ = PosixCalls.Unmap(address, (nuint)Length);
        }
    }
}
