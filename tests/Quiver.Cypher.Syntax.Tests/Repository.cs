namespace Quiver.Cypher.Syntax.Tests;

/// <summary>Where the tests find files of the repository and what stands beside it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared material beside the repository; it may be absent.</summary>
    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("QUIVER_SHARED")
        ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Quiver.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return folder ?? throw new InvalidOperationException("Quiver.slnx is in no folder above.");
    }
}
