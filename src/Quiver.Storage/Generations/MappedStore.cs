using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>The store files of a generation, mapped for reading.</summary>
/// <remarks>
/// Unsafe: hands out cursors over mapped bytes. File lengths are compared with the manifest before mapping and every address with the lengths, so
/// that cursors stay inside the maps; they must not be used after disposal. Safe for concurrent readers.
/// </remarks>
internal sealed unsafe class MappedStore : IDisposable
{
    private readonly IMappedRegion[] _regions;
    private readonly IFileHandle[] _handles;
    private readonly string[] _paths;

    /// <summary>Opens and maps the files.</summary>
    public MappedStore(IFileSystem files, string databaseDirectory, IReadOnlyList<StoreFile> list)
    {
        _regions = new IMappedRegion[list.Count];
        _handles = new IFileHandle[list.Count];
        _paths = new string[list.Count];
        try
        {
            for (int i = 0; i < list.Count; i++)
            {
                _paths[i] = Path.Join(databaseDirectory, StoreFolders.Store, list[i].Name);
                _handles[i] = files.OpenRead(_paths[i]);
                CheckLength(_handles[i], list[i]);
                _regions[i] = _handles[i].Map(0, list[i].Length);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _regions.Length; i++)
        {
            _regions[i]?.Dispose();
            _handles[i]?.Dispose();
        }
    }

    private static void CheckLength(IFileHandle handle, StoreFile file)
    {
        long found = handle.Length;
        if (found != file.Length)
        {
            throw new CorruptionException(
                handle.Path,
                Math.Min(found, file.Length),
                string.Create(CultureInfo.InvariantCulture, $"a file of {file.Length} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{found} bytes")
            );
        }
    }
}
