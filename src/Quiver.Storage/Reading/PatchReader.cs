using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Reading;

/// <summary>Opens the patches that a manifest names.</summary>
internal static class PatchReader
{
    /// <summary>Maps and checks the patches; newest first.</summary>
    /// <exception cref="CorruptionException">A patch is not what was written.</exception>
    public static ChangeRun[] Open(ISegmentStore store, Manifest manifest)
    {
        var opened = new List<ChangeRun>();
        try
        {
            foreach (var patch in manifest.Patches.Reverse())
            {
                opened.Add(Open(store, patch));
            }
            return [.. opened];
        }
        catch
        {
            foreach (var run in opened)
            {
                run.Dispose();
            }
            throw;
        }
    }

    private static ChangeRun Open(ISegmentStore store, PatchFile patch)
    {
        string path = store.PathOf(patch.Name);
        if (patch.Length > ChangeRun.MaxBytes)
        {
            throw new CorruptionException(
                path,
                0,
                $"at most {ChangeRun.MaxBytes} bytes",
                $"{patch.Length} bytes"
            );
        }
        var region = store.Map(patch.Name, patch.Length);
        try
        {
            uint checksum = ChecksumOf(region);
            return checksum == patch.Checksum
                ? ChangeRun.Open(region, path)
                : throw CorruptionException.Checksum(path, 0, patch.Checksum, checksum);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    // Unsafe: the span covers just the mapped bytes, whose number was compared with the manifest's.
    private static unsafe uint ChecksumOf(IMappedRegion region) =>
        Crc32C.Compute(new ReadOnlySpan<byte>(region.Pointer, (int)region.Length));
}
