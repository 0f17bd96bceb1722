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

    /// <summary>Maps and checks the file of a run that a commit consists of.</summary>
    /// <exception cref="CorruptionException">It is not what was written.</exception>
    public static ChangeRun OpenAdopted(IStoreFiles store, PatchFile file) =>
        Check(
            store.PathOf(file.Name),
            store.Map(file.Name, LengthOf(store.PathOf(file.Name), file)),
            file,
            isAdopted: true
        );

    /// <summary>Maps the file of a run that this process has just written.</summary>
    public static ChangeRun OpenWritten(IStoreFiles store, PatchFile file, RunBalance balance)
    {
        string path = store.PathOf(file.Name);
        var region = store.Map(file.Name, LengthOf(path, file));
        return ChangeRun.OpenWritten(region, path, file, balance);
    }

    /// <summary>Checks a run that is mapped and belongs to no store. Takes over the map.</summary>
    /// <exception cref="CorruptionException">It is not what was written.</exception>
    public static ChangeRun Open(string path, IMappedRegion region, PatchFile file) =>
        Check(path, region, file, isAdopted: false);

    /// <summary>
    /// Checks that a mapped run, which belongs to no store, has the bytes that this process has written: what they say needs no check then. Takes over the map.
    /// </summary>
    /// <exception cref="CorruptionException">It is not what was written.</exception>
    public static ChangeRun OpenWritten(string path, IMappedRegion region, PatchFile file)
    {
        try
        {
            CheckSum(path, region, file);
            return ChangeRun.OpenWritten(region, path);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    private static ChangeRun Open(ISegmentStore store, PatchFile patch)
    {
        string path = store.PathOf(patch.Name);
        return Check(path, store.Map(patch.Name, LengthOf(path, patch)), patch, isAdopted: false);
    }

    private static long LengthOf(string path, PatchFile file) =>
        file.Length <= ChangeRun.MaxBytes
            ? file.Length
            : throw new CorruptionException(
                path,
                0,
                $"at most {ChangeRun.MaxBytes} bytes",
                $"{file.Length} bytes"
            );

    private static ChangeRun Check(
        string path,
        IMappedRegion region,
        PatchFile file,
        bool isAdopted
    )
    {
        try
        {
            CheckSum(path, region, file);
            return isAdopted ? ChangeRun.Open(region, path, file) : ChangeRun.Open(region, path);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    private static void CheckSum(string path, IMappedRegion region, PatchFile file)
    {
        uint checksum = ChecksumOf(region);
        if (checksum != file.Checksum)
        {
            throw CorruptionException.Checksum(path, 0, file.Checksum, checksum);
        }
    }

    // Unsafe: the span covers just the mapped bytes, whose number was compared with the manifest's.
    private static unsafe uint ChecksumOf(IMappedRegion region) =>
        Crc32C.Compute(new ReadOnlySpan<byte>(region.Pointer, (int)region.Length));
}
