using Quiver.Csv;
using Quiver.Import.Values;
using Quiver.Storage.Manifests;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Checks everything that can be found wrong without reading data, and reports all of it at once. Writes nothing.
/// </summary>
internal sealed class Planner
{
    private const long Megabyte = 1_000_000;

    private readonly ImportOptions _options;
    private readonly IImportProgress _progress;
    private readonly CsvDialect _dialect;
    private readonly PlanProblems _problems = new();
    private readonly HashSet<string> _seenFiles = new(StringComparer.Ordinal);

    private Planner(ImportOptions options, IImportProgress progress)
    {
        _options = options;
        _progress = progress;
        _dialect = new CsvDialect
        {
            Delimiter = options.Delimiter,
            ArrayDelimiter = options.ArrayDelimiter,
            Quote = options.Quote,
            TrimStrings = options.TrimStrings,
            MultilineFields = options.MultilineFields,
        };
    }

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ImportException">Something is wrong; the message lists all of it.</exception>
    public static ImportPlan Plan(ImportOptions options, IImportProgress progress) =>
        new Planner(options, progress).Run();

    private ImportPlan Run()
    {
        CheckOptions();
        CheckFiles();
        _problems.ThrowIfAny();
        CheckDestination();
        var names = new ImportNames();
        var idSpaces = new IdSpaces(_options, _problems);
        var nodes = PlanNodes(names, idSpaces);
        var relationships = PlanRelationships(names, idSpaces);
        _problems.ThrowIfAny();
        CheckDiskSpace(nodes, relationships);
        var rules = new CellRules(
            _dialect.Quote,
            _dialect.ArrayDelimiter,
            _dialect.TrimStrings,
            _options.IgnoreEmptyStrings
        );
        return new ImportPlan(_options, _dialect, rules, nodes, relationships, idSpaces.All, names);
    }

    private List<NodeGroupPlan> PlanNodes(ImportNames names, IdSpaces idSpaces)
    {
        var planner = new NodeGroupPlanner(
            _options,
            _dialect,
            names,
            idSpaces,
            _problems,
            _progress
        );
        int before = _problems.Count;
        var plans = new List<NodeGroupPlan>();
        foreach (var group in _options.Nodes)
        {
            if (planner.Plan(group) is { } plan)
            {
                plans.Add(plan);
            }
        }
        idSpaces.IsIncomplete = _problems.Count > before;
        return plans;
    }

    private List<RelationshipGroupPlan> PlanRelationships(ImportNames names, IdSpaces idSpaces)
    {
        var planner = new RelationshipGroupPlanner(
            _options,
            _dialect,
            names,
            idSpaces,
            _problems,
            _progress
        );
        var plans = new List<RelationshipGroupPlan>();
        foreach (var group in _options.Relationships)
        {
            if (planner.Plan(group) is { } plan)
            {
                plans.Add(plan);
            }
        }
        return plans;
    }

    private void CheckOptions()
    {
        if (_options.Nodes.Count == 0)
        {
            _problems.Report(ImportErrorKind.Usage, "Missing required option: '--nodes'.");
        }
        if (_dialect.FindProblem() is { } clash)
        {
            _problems.Report(ImportErrorKind.Usage, clash);
        }
        if (_options.BadTolerance < -1)
        {
            _problems.Report(
                ImportErrorKind.Usage,
                $"--bad-tolerance must be -1 (unlimited) or more, got {_options.BadTolerance}."
            );
        }
        if (_options.Threads < 1)
        {
            _problems.Report(
                ImportErrorKind.Usage,
                $"--threads must be 1 or more, got {_options.Threads}."
            );
        }
        if (_options.MaxOffHeapMemoryBytes < 0)
        {
            _problems.Report(ImportErrorKind.Usage, "--max-off-heap-memory must not be negative.");
        }
        var groups = _options
            .Nodes.Select(group => group.Files)
            .Concat(_options.Relationships.Select(group => group.Files));
        if (groups.Any(files => files.Count == 0))
        {
            _problems.Report(
                ImportErrorKind.Usage,
                "A group of --nodes or --relationships names no file."
            );
        }
    }

    private void CheckFiles()
    {
        foreach (var group in _options.Nodes)
        {
            CheckFiles(group.Files);
        }
        foreach (var group in _options.Relationships)
        {
            CheckFiles(group.Files);
        }
    }

    private void CheckFiles(IReadOnlyList<string> paths)
    {
        for (int i = 0; i < paths.Count; i++)
        {
            // A header file may serve several groups; data files are meant once.
            bool isRepeated = !_seenFiles.Add(paths[i]);
            if (isRepeated && (i > 0 || paths.Count == 1))
            {
                _progress.Warn(
                    $"{paths[i]} is given more than once, which may bring unwanted duplicates."
                );
            }
            if (!_options.FileSystem.FileExists(paths[i]))
            {
                string what = _options.FileSystem.DirectoryExists(paths[i])
                    ? "is a directory, not a file"
                    : "does not exist";
                _problems.Report(ImportErrorKind.InputOutput, $"File '{paths[i]}' {what}.");
            }
        }
    }

    private void CheckDestination()
    {
        bool exists = ManifestFile.Exists(_options.FileSystem, _options.DatabaseDirectory);
        if (exists && !_options.OverwriteDestination)
        {
            _problems.Report(
                ImportErrorKind.Data,
                $"Database '{_options.DatabaseName}' already exists. Run again with --overwrite-destination to replace it."
            );
        }
    }

    private void CheckDiskSpace(
        List<NodeGroupPlan> nodes,
        List<RelationshipGroupPlan> relationships
    )
    {
        // Stores come out at about three quarters of their CSV files; half is refused with certainty.
        long needed = (ImportPlan.BytesOf(nodes) + ImportPlan.BytesOf(relationships)) / 2;
        string directory = Path.GetFullPath(_options.DatabaseDirectory);
        while (!_options.FileSystem.DirectoryExists(directory))
        {
            directory = Path.GetDirectoryName(directory) ?? "/";
        }
        long free = _options.FileSystem.FreeSpace(directory);
        if (free < needed)
        {
            _problems.Report(
                ImportErrorKind.InputOutput,
                $"The disk of '{directory}' has {free / Megabyte} MB free; this import needs at least {needed / Megabyte} MB there."
            );
            _problems.ThrowIfAny();
        }
    }
}
