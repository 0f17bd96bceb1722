using Quiver.Csv;
using Quiver.Foundation.IO;
using Quiver.Import.Destinations;

namespace Quiver.Import.Pipeline;

/// <summary>
/// What is checked besides headers before an import begins: options, files, destination, folders, disk and memory. Leaves nothing behind; what is wrong
/// goes to the <see cref="PlanProblems"/>.
/// </summary>
internal sealed partial class Preflight(
    ImportOptions options,
    IImportProgress progress,
    PlanProblems problems
)
{
    private readonly HashSet<string> _seenFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadableFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reportedFiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);

    /// <summary>The bytes of the files that can be opened; known after <see cref="CheckFiles()"/>.</summary>
    public IReadOnlyDictionary<string, long> Lengths => _lengths;

    /// <summary>Whether a file can be opened; known after <see cref="CheckFiles()"/>.</summary>
    public bool CanRead(string path) => !_unreadableFiles.Contains(path);

    /// <summary>Checks the options. False when files cannot even be looked into with them.</summary>
    public bool CheckOptions(CsvDialect dialect)
    {
        if (options.Nodes.Count == 0)
        {
            problems.Report(
                ImportErrorKind.Usage,
                "Missing required option: '--nodes'."
                    + (
                        options.Increment is null
                            ? ""
                            : " The header of a node file says by which constraint the ends of relationships are found: give it also where no node is new, as a file with nothing else."
                    )
            );
        }
        foreach (var problem in options.Problems)
        {
            problems.Report(problem.Kind, problem.Message, problem.Cause);
            if (problem.File is not null)
            {
                _unreadableFiles.Add(problem.File);
                _reportedFiles.Add(problem.File);
            }
        }
        var known = options.GuessesDelimiter
            ? dialect with
            {
                Delimiter = ImportOptions.UnknownCharacter,
            }
            : dialect;
        foreach (string clash in known.FindProblems())
        {
            problems.Report(ImportErrorKind.Usage, clash);
        }
        if (options.BadTolerance < -1)
        {
            problems.Report(
                ImportErrorKind.Usage,
                $"--bad-tolerance must be -1 (unlimited) or more, got {options.BadTolerance}."
            );
        }
        if (options.Threads < 1)
        {
            problems.Report(
                ImportErrorKind.Usage,
                $"--threads must be 1 or more, got {options.Threads}."
            );
        }
        if (options.MaxOffHeapMemoryBytes < 0)
        {
            problems.Report(ImportErrorKind.Usage, "--max-off-heap-memory must not be negative.");
        }
        if (FileLists().Any(files => files.Count == 0))
        {
            problems.Report(
                ImportErrorKind.Usage,
                "A group of --nodes or --relationships names no file."
            );
        }
        return dialect.CanCutRows;
    }

    /// <summary>Checks that all files are there and can be opened.</summary>
    public void CheckFiles()
    {
        foreach (var files in FileLists())
        {
            CheckFiles(files);
        }
    }

    /// <summary>Checks that no database is replaced unasked.</summary>
    public void CheckDestination()
    {
        if (!options.IsDatabaseKnown)
        {
            return;
        }
        try
        {
            var state = options.DestinationOrLocal.Look(CancellationToken.None);
            if (state == DestinationState.InUse)
            {
                Report(ImportErrors.DatabaseInUse(options.DatabaseName));
            }
            else if (
                // Where an import is resumed, the database may be the one that it made itself: that is looked at later.
                state == DestinationState.Used
                && !options.OverwriteDestination
                && !options.Resume
            )
            {
                Report(ImportErrors.DatabaseExists(options.DatabaseName));
            }
        }
        catch (UnauthorizedAccessException e)
        {
            problems.Report(ImportErrorKind.Permission, e.Message, e);
        }
        catch (IOException e)
        {
            problems.Report(ImportErrorKind.InputOutput, e.Message, e);
        }
    }

    private void Report(ImportException problem) => problems.Report(problem.Kind, problem.Message);

    private IEnumerable<IReadOnlyList<string>> FileLists() =>
        options
            .Nodes.Select(group => group.Files)
            .Concat(options.Relationships.Select(group => group.Files));

    private void CheckFiles(IReadOnlyList<string> paths)
    {
        for (int i = 0; i < paths.Count; i++)
        {
            // A header file may serve several groups; data files are meant once.
            bool isRepeated = !_seenFiles.Add(paths[i]);
            if (isRepeated && (i > 0 || paths.Count == 1))
            {
                progress.Warn(
                    $"{paths[i]} is given more than once, which may bring unwanted duplicates."
                );
            }
            if (
                !isRepeated
                && !_reportedFiles.Contains(paths[i])
                && FindFault(paths[i]) is var (kind, fault, cause)
            )
            {
                _unreadableFiles.Add(paths[i]);
                problems.Report(kind, fault, cause);
            }
        }
    }

    private (ImportErrorKind Kind, string Fault, Exception? Cause)? FindFault(string path)
    {
        var kind = options.FileSystem.KindOf(path);
        if (kind is FileKind.Absent or FileKind.Directory)
        {
            string what =
                kind == FileKind.Directory ? "is a directory, not a file" : "does not exist";
            return (ImportErrorKind.InputOutput, $"File '{path}' {what}.", null);
        }
        // Opening a pipe would wait for somebody who writes into it.
        if (kind == FileKind.Device)
        {
            return (
                ImportErrorKind.InputOutput,
                $"'{path}' is a pipe or a device. Input is read more than once, also to resume an import: write it into a file first. Files packed by gzip or zip are read as they are.",
                null
            );
        }
        try
        {
            using var handle = options.FileSystem.OpenRead(path);
            _lengths[path] = handle.Length;
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            return (ImportErrorKind.Permission, e.Message, e);
        }
        catch (IOException e)
        {
            return (ImportErrorKind.InputOutput, e.Message, e);
        }
    }
}
