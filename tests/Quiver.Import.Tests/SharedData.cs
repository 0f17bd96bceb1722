namespace Quiver.Import.Tests;

/// <summary>Finds data that stands beside the repository.</summary>
internal static class SharedData
{
    /// <summary>A folder of the shared data; skips the test where it is absent.</summary>
    public static string Require(string name)
    {
        string? root = Environment.GetEnvironmentVariable("QUIVER_SHARED");
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is null && folder is not null)
        {
            if (File.Exists(Path.Join(folder.FullName, "Quiver.slnx")))
            {
                root = Path.Join(folder.FullName, "..", "shared");
            }
            folder = folder.Parent;
        }
        string path = Path.GetFullPath(Path.Join(root, name));
        Assert.SkipUnless(Directory.Exists(path), $"{path} is not here.");
        return path;
    }
}
