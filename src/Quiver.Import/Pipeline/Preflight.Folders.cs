namespace Quiver.Import.Pipeline;

/// <summary>The check of the folders that an import writes into.</summary>
internal sealed partial class Preflight
{
    /// <summary>Tries to write into each folder, or into the one that it will be made in.</summary>
    public void CheckFolders()
    {
        CheckFolder("data folder", options.DatabaseDirectory);
        if (options.TempDirectory is { } temporary)
        {
            CheckFolder("folder for temporary files", temporary);
        }
        if (options.LogDirectory is { } log)
        {
            CheckFolder("log folder", log);
        }
        CheckReport();
    }

    private void CheckReport()
    {
        string path = Path.GetFullPath(options.ReportFile);
        var files = options.FileSystem;
        if (files.DirectoryExists(path))
        {
            problems.Report(
                ImportErrorKind.InputOutput,
                $"The report of bad entries cannot be written to '{path}': it is a folder. Name a file with --report-file."
            );
        }
        else if (files.FileExists(path) && !files.IsDevice(path))
        {
            Try($"report '{path}'", () => files.OpenOrCreate(path).Dispose());
        }
        else if (!files.IsDevice(path) && !options.SkipBadEntriesLogging)
        {
            string folder = Path.GetDirectoryName(path) ?? "/";
            if (files.DirectoryExists(folder))
            {
                CheckFolder("folder of the report", folder);
            }
            else
            {
                problems.Report(
                    ImportErrorKind.InputOutput,
                    $"The report of bad entries cannot be written to '{path}': its folder does not exist. Make it, or name another place with --report-file."
                );
            }
        }
    }

    private void CheckFolder(string what, string path)
    {
        string folder = ExistingParent(path);
        Try(
            $"{what} '{path}'",
            () =>
            {
                string probe = Path.Join(folder, $".quiver-{Guid.NewGuid():N}");
                options.FileSystem.CreateNew(probe).Dispose();
                options.FileSystem.DeleteFile(probe);
            }
        );
    }

    private void Try(string what, Action write)
    {
        try
        {
            write();
        }
        catch (UnauthorizedAccessException e)
        {
            problems.Report(
                ImportErrorKind.Permission,
                $"The {what} cannot be written by the user '{Environment.UserName}': {e.Message}",
                e
            );
        }
        catch (IOException e)
        {
            problems.Report(
                ImportErrorKind.InputOutput,
                $"The {what} cannot be written: {e.Message}",
                e
            );
        }
    }
}
