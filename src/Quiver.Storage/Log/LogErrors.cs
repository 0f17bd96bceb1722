using System.Globalization;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>The errors about the commit log.</summary>
internal static class LogErrors
{
    /// <summary>A newer release wrote the file.</summary>
    public static StorageException Newer(string path, int version) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has format version {version}; this release reads versions up to {LogFileHeader.Version}. Use a newer release of Quiver."
            )
        );

    /// <summary>Bytes that were durable are not what was written.</summary>
    public static CorruptionException Damaged(
        string path,
        long offset,
        string expected,
        string found
    ) => new(path, offset, expected, found);

    /// <summary>A record is not whole, yet a later part of the log says that it was durable.</summary>
    public static CorruptionException BelowDurable(
        string path,
        long offset,
        string found,
        string evidence
    ) => new(path, offset, $"a whole record, because {evidence}", found);

    /// <summary>The manifest starts replay at a place that the log does not have.</summary>
    public static CorruptionException Missing(string path, ReplayPosition from, string found) =>
        new(
            path,
            from.Offset,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the log up to here, because MANIFEST starts replay behind record {from.Sequence}"
            ),
            found
        );
}
