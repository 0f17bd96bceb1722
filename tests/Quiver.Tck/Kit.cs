namespace Quiver.Tck;

/// <summary>Where the kit stands beside the repository.</summary>
internal static class Kit
{
    /// <summary>The kit's folder; it may be absent.</summary>
    public static string Folder { get; } = Path.Combine(Shared(), "tck");

    /// <summary>The feature files of a folder.</summary>
    public static IEnumerable<string> Features(string folder) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Folder, "features", folder),
                "*.feature",
                SearchOption.AllDirectories
            )
            .Order(StringComparer.Ordinal);

    private static string Shared()
    {
        if (Environment.GetEnvironmentVariable("QUIVER_SHARED") is { } shared)
        {
            return shared;
        }
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Quiver.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return Path.GetFullPath(Path.Combine(folder ?? ".", "..", "shared"));
    }
}
