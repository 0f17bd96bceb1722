using System.Globalization;

namespace Quiver.Storage.Manifests;

/// <summary>The errors about MANIFEST files.</summary>
internal static class ManifestErrors
{
    /// <summary>The file's bytes are not what was written.</summary>
    public static CorruptionException Damaged(
        string path,
        long offset,
        string expected,
        string found
    ) => new(path, offset, expected, found);

    /// <summary>The checksum differs.</summary>
    public static CorruptionException Checksum(
        string path,
        long offset,
        uint expected,
        uint found
    ) =>
        new(
            path,
            offset,
            string.Create(CultureInfo.InvariantCulture, $"checksum {expected:x8}"),
            string.Create(CultureInfo.InvariantCulture, $"{found:x8}")
        );

    /// <summary>A newer release wrote the file.</summary>
    public static StorageException Newer(string path, int version) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has format version {version}; this release reads versions up to {ManifestCodec.Version}. Use a newer release of Quiver."
            )
        );

    /// <summary>The file would exceed its limit.</summary>
    public static StorageException TooLarge(string path, long bytes) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} would take {bytes} bytes; at most {ManifestCodec.MaxBytes} are possible: the database has too many names."
            )
        );
}
