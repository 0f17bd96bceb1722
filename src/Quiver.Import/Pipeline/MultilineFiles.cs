namespace Quiver.Import.Pipeline;

/// <summary>Tells in which files quoted cells may contain line ends.</summary>
internal sealed class MultilineFiles(ImportOptions options)
{
    private readonly HashSet<string> _paths = [.. options.MultilineFiles.Select(Path.GetFullPath)];

    /// <summary>Whether they may in a file.</summary>
    public bool Contains(string path) =>
        _paths.Count == 0 ? options.MultilineFields : _paths.Contains(Path.GetFullPath(path));

    /// <summary>Reports files that the option names but the import does not.</summary>
    public void Check(PlanProblems problems)
    {
        if (_paths.Count == 0)
        {
            return;
        }
        var imported = options
            .Nodes.SelectMany(group => group.Files)
            .Concat(options.Relationships.SelectMany(group => group.Files))
            .Select(Path.GetFullPath)
            .ToHashSet(StringComparer.Ordinal);
        foreach (string path in options.MultilineFiles)
        {
            if (!imported.Contains(Path.GetFullPath(path)))
            {
                problems.Report(
                    ImportErrorKind.Usage,
                    $"--multiline-fields names '{path}', which is none of the files to import."
                );
            }
        }
    }
}
