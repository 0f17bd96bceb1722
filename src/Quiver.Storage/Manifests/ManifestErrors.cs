using System.Globalization;

namespace Quiver.Storage.Manifests;

/// <summary>The errors about MANIFEST files.</summary>
internal static class ManifestErrors
{
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
