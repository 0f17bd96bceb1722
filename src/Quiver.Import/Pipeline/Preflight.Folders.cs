using Quiver.Import.Reports;

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
        if (ReportPlace.FindDatabase(options) is { } database)
        {
            problems.Report(
                ImportErrorKind.Usage,
                ImportErrors.ReportInDatabase(path, database).Message
            );
        }
        else if (files.DirectoryExists(path))
        {
            problems.Report(
                ImportErrorKind.InputOutput,
                $"The report of bad entries cannot be written to '{path}': it is a folder. Name a file with --report-file."
            );
        }
        else if (files.FileExists(path) && !files.IsDevice(path))
        {
            if (FindInput(path) is { } input)
            {
                problems.Report(ImportErrorKind.Usage, ImportErrors.ReportOverInput(input).Message);
                return;
            }
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

    /// <summary>The file of the input that a file is, by whatever name; null when it is none.</summary>
    private string? FindInput(string path)
    {
        // Only a file of the same length can be the same file: of thousands, few are asked for.
        long length = LengthOf(path);
        return _lengths
            .Where(file => file.Value == length)
            .Select(file => file.Key)
            .Concat(options.OtherInputs.Where(options.FileSystem.FileExists))
            .FirstOrDefault(file => options.FileSystem.AreSame(file, path));
    }

    private void CheckFolder(string what, string path)
    {
        string folder = ExistingParent(path);
        if (FileInTheWay(path, folder) is { } file)
        {
            problems.Report(
                ImportErrorKind.InputOutput,
                $"The {what} '{path}' cannot be made: '{file}' is a file, not a folder."
            );
            return;
        }
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

    /// <summary>What stands, and is no folder, right below the last folder on a path that is there; null when nothing does.</summary>
    private string? FileInTheWay(string path, string folder)
    {
        string full = Path.GetFullPath(path);
        if (full.Length <= folder.Length)
        {
            return null;
        }
        string name = full[folder.Length..].TrimStart('/').Split('/')[0];
        string next = Path.Join(folder, name);
        var files = options.FileSystem;
        return files.FileExists(next) || files.IsDevice(next) ? next : null;
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
                $"The {what} cannot be written: {e.Message}",
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
