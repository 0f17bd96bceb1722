using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checks;

/// <summary>Reads every byte of the store files and patches from the disk, not through maps, and compares checksums; what lies between blocks must be zero.</summary>
internal sealed class ChecksumCheck(
    ISegmentStore store,
    FindingList findings,
    CancellationToken cancellation
)
{
    private readonly byte[] _buffer = new byte[1 << 20];

    /// <summary>Ends the check.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Blocks compared.</summary>
    public long Blocks { get; private set; }

    /// <summary>Compares the patches with the manifest; returns what they add to the counts of the base.</summary>
    public CountDifferences CheckPatches(Manifest manifest)
    {
        var differences = new CountDifferences();
        foreach (var patch in manifest.Patches)
        {
            using var handle = store.OpenRead(patch.Name);
            if (handle.Length != patch.Length || patch.Length > ChangeRun.MaxBytes)
            {
                string problem = string.Create(
                    CultureInfo.InvariantCulture,
                    $"expected a file of {patch.Length} bytes, found {handle.Length}"
                );
                findings.Add(handle.Path, 0, problem);
            }
            else if (Compare(handle, 0, patch.Length, patch.Checksum))
            {
                AddCounts(handle, differences);
            }
        }
        return differences;
    }

    /// <summary>Compares the store files with the directory.</summary>
    public void CheckStore(Generation generation)
    {
        var blocks = BlocksOf(generation)
            .OrderBy(b => b.File)
            .ThenBy(b => b.Offset)
            .ToLookup(b => b.File);
        for (int file = 0; file < generation.Manifest.Files.Count; file++)
        {
            using var handle = store.OpenRead(generation.Manifest.Files[file].Name);
            CheckHeader(handle);
            long end = StoreFileHeader.Length;
            foreach (var block in blocks[file])
            {
                if (block.Offset < end)
                {
                    findings.Add(handle.Path, block.Offset, "two blocks overlap");
                }
                CheckZeros(handle, end, block.Offset);
                Compare(handle, block.Offset, block.Length, block.Checksum);
                end = Math.Max(end, block.Offset + block.Length);
            }
            CheckZeros(handle, end, handle.Length);
        }
    }

    private static IEnumerable<BlockAddress> BlocksOf(Generation generation)
    {
        var directory = generation.Directory;
        return directory
            .NodeSegments.SelectMany(s => (BlockAddress[])[s.Labels, s.Live])
            .Concat(directory.Columns.Select(c => c.Block))
            .Concat(directory.Adjacency.Select(a => a.Block))
            .Append(generation.Manifest.Directory)
            .Where(b => b.Exists);
    }

    private void CheckHeader(IFileHandle handle)
    {
        int count = handle.Read(_buffer.AsSpan(0, StoreFileHeader.Length), 0);
        Bytes += count;
        if (!StoreFileHeader.IsValid(_buffer.AsSpan(0, count)))
        {
            findings.Add(handle.Path, 0, "expected the header of a store file, found other bytes");
        }
    }

    private bool Compare(IFileHandle handle, long offset, long length, uint expected)
    {
        uint checksum = 0;
        long done = 0;
        while (
            done < length && Read(handle, offset + done, length - done) is { IsEmpty: false } part
        )
        {
            checksum = Crc32C.Append(checksum, part);
            done += part.Length;
        }
        Blocks++;
        bool isSame = done == length && checksum == expected;
        if (!isSame)
        {
            findings.Add(CorruptionException.Checksum(handle.Path, offset, expected, checksum));
        }
        return isSame;
    }

    private void AddCounts(IFileHandle handle, CountDifferences differences)
    {
        try
        {
            var bytes = new byte[handle.Length];
            handle.Read(bytes, 0);
            using var run = ChangeRun.Open(bytes, handle.Path);
            differences.Add(run.Counts);
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
        }
    }

    private void CheckZeros(IFileHandle handle, long start, long end)
    {
        while (start < end && Read(handle, start, end - start) is { IsEmpty: false } part)
        {
            int other = part.IndexOfAnyExcept((byte)0);
            if (other >= 0)
            {
                findings.Add(handle.Path, start + other, "expected zeros between blocks");
                return;
            }
            start += part.Length;
        }
    }

    private ReadOnlySpan<byte> Read(IFileHandle handle, long offset, long length)
    {
        cancellation.ThrowIfCancellationRequested();
        var part = _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, length));
        int count = handle.Read(part, offset);
        Bytes += count;
        return part[..count];
    }
}
