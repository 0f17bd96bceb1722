namespace Quiver.Tidy;

/// <summary>The repository's files as text, without what builds and runs leave behind.</summary>
internal static class Repository
{
    private static readonly string[] SkippedFolders =
    [
        ".git",
        ".vs",
        ".idea",
        "bin",
        "obj",
        "out",
        "data",
        "node_modules",
        "TestResults",
        "BenchmarkDotNet.Artifacts",
    ];

    private static readonly string[] TextExtensions =
    [
        ".cs",
        ".csproj",
        ".props",
        ".slnx",
        ".json",
        ".md",
        ".txt",
        ".mjs",
        ".sh",
        ".cypher",
        ".yml",
        ".yaml",
        "",
    ];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All text files, with <c>/</c> between folders, relative to the root.</summary>
    public static IReadOnlyList<TextFile> Files { get; } = [.. ReadAll(Root)];

    /// <summary>The text files whose path ends so.</summary>
    public static IEnumerable<TextFile> EndingWith(string end) =>
        Files.Where(file => file.Path.EndsWith(end, StringComparison.Ordinal));

    private static IEnumerable<TextFile> ReadAll(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (TextExtensions.Contains(Path.GetExtension(path), StringComparer.Ordinal))
            {
                yield return new TextFile(Path.GetRelativePath(Root, path), File.ReadAllText(path));
            }
        }
        foreach (string child in Directory.EnumerateDirectories(folder))
        {
            if (SkippedFolders.Contains(Path.GetFileName(child), StringComparer.Ordinal))
            {
                continue;
            }
            foreach (var file in ReadAll(child))
            {
                yield return file;
            }
        }
    }

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
