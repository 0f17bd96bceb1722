using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>The store files of a generation, mapped for reading.</summary>
/// <remarks>
/// Unsafe: hands out cursors over mapped bytes. The store compares file lengths with the manifest before mapping and every address with the lengths, so
/// that cursors stay inside the maps; they must not be used after disposal. Safe for concurrent readers.
/// </remarks>
internal sealed unsafe class MappedStore : IDisposable
{
    private readonly IMappedRegion[] _regions;
    private readonly string[] _paths;

    /// <summary>Opens and maps the files.</summary>
    public MappedStore(IStoreFiles store, IReadOnlyList<StoreFile> list)
    {
        _regions = new IMappedRegion[list.Count];
        _paths = new string[list.Count];
        try
        {
            for (int i = 0; i < list.Count; i++)
            {
                _paths[i] = store.PathOf(list[i].Name);
                _regions[i] = store.Map(list[i].Name, list[i].Length);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The path of a file.</summary>
    public string PathOf(int file) => _paths[file];

    /// <summary>Whether an address lies inside the files, behind their headers and aligned.</summary>
    public bool Contains(BlockAddress address) =>
        (uint)address.File < (uint)_regions.Length
        && address.Length > 0
        && address.Offset >= StoreFileHeader.Length
        && address.Offset % BlockLimits.BlockAlignment == 0
        && address.Offset <= _regions[address.File].Length - address.Length;

    /// <summary>A cursor over a block whose address is <see cref="Contains">inside</see>, after its checksum was verified.</summary>
    /// <exception cref="CorruptionException">The checksum differs.</exception>
    public BlockCursor Open(BlockAddress address)
    {
        byte* block = _regions[address.File].Pointer + address.Offset;
        var origin = new BlockOrigin(_paths[address.File], address.Offset);
        uint found = Crc32C.Compute(new(block, address.Length));
        if (found != address.Checksum)
        {
            throw BlockErrors.Checksum(origin, address.Checksum, found);
        }
        return new(block, address.Length, origin);
    }

    /// <summary>Lets the system take back the memory of what was read. Cursors stay valid.</summary>
    public void Forget()
    {
        foreach (var region in _regions)
        {
            region.Forget();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _regions.Length; i++)
        {
            _regions[i]?.Dispose();
        }
    }
}
