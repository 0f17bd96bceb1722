using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checkpoints;

/// <summary>Writes change runs as patch files.</summary>
internal static class PatchWriter
{
    private const string Prefix = "patch-";
    private const string Suffix = ".qpt";

    /// <summary>The name of a patch that a manifest of a generation adds.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="number">The patch's place among those that it adds.</param>
    public static string NameOf(long generation, int number)
    {
        string further =
            number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{generation:D8}{further}{Suffix}"
        );
    }

    /// <summary>Whether what the store keeps under a key is a patch.</summary>
    public static bool IsPatch(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Puts a run into the store; on return it is durable there. Nothing names it yet.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="name">Its name; a file that an interrupted checkpoint left under it is replaced.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="IOException">The disk failed or is full. Nothing of the database has changed.</exception>
    public static PatchFile Write(ISegmentStore store, string name, ChangeRun run)
    {
        store.Put(name, run.Bytes);
        return new(name, run.Bytes.Length, Crc32C.Compute(run.Bytes));
    }
}
