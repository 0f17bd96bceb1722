namespace Quiver.EndToEnd.Running;

/// <summary>Where the program, the documentation and the sample data are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program as users call it.</summary>
    public static string Quiver => Path.Join(Root, "quiver");

    /// <summary>The scripts that use the official driver.</summary>
    public static string JavaScript => Path.Join(Root, "tests", "javascript");

    /// <summary>The LDBC sample beside the repository; it may be absent.</summary>
    public static string SocialNetwork { get; } =
        Path.Join(
            Environment.GetEnvironmentVariable("QUIVER_SHARED")
                ?? Path.GetFullPath(Path.Join(Root, "..", "shared")),
            "data",
            "ldbc-snb"
        );

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Join(folder, "Quiver.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return folder ?? throw new InvalidOperationException("Quiver.slnx is in no folder above.");
    }
}
