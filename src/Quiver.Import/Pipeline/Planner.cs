using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Ids;
using Quiver.Import.Values;
using Quiver.Model;
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
    private readonly HeaderReader _headers;
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, IdSpace> _idSpaces = new(StringComparer.Ordinal);
    private readonly ImportNames _names = new();
    private readonly HashSet<string> _seenFiles = new(StringComparer.Ordinal);
    private ImportErrorKind? _kind;
    private bool _hasBadNodeHeader;

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
        _headers = new HeaderReader(options.FileSystem, _dialect);
    }

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ImportException">Something is wrong; the message lists all of it.</exception>
    public static ImportPlan Plan(ImportOptions options, IImportProgress progress) =>
        new Planner(options, progress).Run();

    private ImportPlan Run()
    {
        CheckOptions();
        CheckFiles();
        ThrowIfWrong();
        CheckDestination();
        var nodes = new List<NodeGroupPlan>();
        foreach (var group in _options.Nodes)
        {
            AddIfRight(nodes, PlanNodes(group));
        }
        _hasBadNodeHeader = _problems.Count > 0;
        var relationships = new List<RelationshipGroupPlan>();
        foreach (var group in _options.Relationships)
        {
            AddIfRight(relationships, PlanRelationships(group));
        }
        ThrowIfWrong();
        CheckDiskSpace(nodes, relationships);
        var rules = new CellRules(
            _dialect.Quote,
            _dialect.ArrayDelimiter,
            _dialect.TrimStrings,
            _options.IgnoreEmptyStrings
        );
        return new ImportPlan(
            _options,
            _dialect,
            rules,
            nodes,
            relationships,
            _idSpaces.Values,
            _names
        );
    }

    private static void AddIfRight<T>(List<T> plans, T? plan)
        where T : class
    {
        if (plan is not null)
        {
            plans.Add(plan);
        }
    }

    private void CheckOptions()
    {
        if (_options.Nodes.Count == 0)
        {
            Report(ImportErrorKind.Usage, "Missing required option: '--nodes'.");
        }
        if (_dialect.FindProblem() is { } clash)
        {
            Report(ImportErrorKind.Usage, clash);
        }
        if (_options.BadTolerance < -1)
        {
            Report(
                ImportErrorKind.Usage,
                $"--bad-tolerance must be -1 (unlimited) or more, got {_options.BadTolerance}."
            );
        }
        if (_options.Threads < 1)
        {
            Report(ImportErrorKind.Usage, $"--threads must be 1 or more, got {_options.Threads}.");
        }
        if (_options.MaxOffHeapMemoryBytes < 0)
        {
            Report(ImportErrorKind.Usage, "--max-off-heap-memory must not be negative.");
        }
        var groups = _options
            .Nodes.Select(group => group.Files)
            .Concat(_options.Relationships.Select(group => group.Files));
        if (groups.Any(files => files.Count == 0))
        {
            Report(ImportErrorKind.Usage, "A group of --nodes or --relationships names no file.");
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
                Report(ImportErrorKind.InputOutput, $"File '{paths[i]}' {what}.");
            }
        }
    }

    private void CheckDestination()
    {
        bool exists = ManifestFile.Exists(_options.FileSystem, _options.DatabaseDirectory);
        if (exists && !_options.OverwriteDestination)
        {
            Report(
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
            Report(
                ImportErrorKind.InputOutput,
                $"The disk of '{directory}' has {free / Megabyte} MB free; this import needs at least {needed / Megabyte} MB there."
            );
            ThrowIfWrong();
        }
    }

    private NodeGroupPlan? PlanNodes(NodeFileGroup group)
    {
        var header = ReadHeader(group.Files[0]);
        if (header is null)
        {
            return null;
        }
        int before = _problems.Count;
        HeaderRules.CheckNodes(header, _options.IdType, _problems);
        if (_problems.Count > before)
        {
            return null;
        }
        var labelColumns = header.Columns.Where(column => column.Role == ColumnRole.Label).ToList();
        if (group.Labels.Count == 0 && labelColumns.Count == 0 && header.Columns.Count > 0)
        {
            _progress.Warn(
                $"The nodes of {header.Path} get no label: neither the command line nor the header names one."
            );
        }
        var id = header.Find(ColumnRole.Id);
        var idProperty =
            id is null || id.Name.Length == 0
                ? (ColumnPlan?)null
                : new ColumnPlan(id, KeyOf(id.Name));
        return new NodeGroupPlan
        {
            Header = header,
            Files = PlanFiles(group.Files, header),
            Properties = PlanProperties(header),
            Labels = [.. group.Labels.Select(_names.Labels.NumberOf).Distinct().Order()],
            LabelColumns = labelColumns,
            IdColumn = id,
            IdSpace = id is null ? null : OpenIdSpace(id, header),
            IdProperty = idProperty,
        };
    }

    private RelationshipGroupPlan? PlanRelationships(RelationshipFileGroup group)
    {
        var header = ReadHeader(group.Files[0]);
        if (header is null || header.Columns.Count == 0)
        {
            return null;
        }
        int before = _problems.Count;
        HeaderRules.CheckRelationships(header, _dialect, _problems);
        if (_problems.Count > before)
        {
            return null;
        }
        var start = header.Find(ColumnRole.StartId)!;
        var end = header.Find(ColumnRole.EndId)!;
        var startSpace = FindIdSpace(start, header);
        var endSpace = FindIdSpace(end, header);
        if (startSpace is null || endSpace is null)
        {
            return null;
        }
        var typeColumn = header.Find(ColumnRole.Type);
        if (group.Type is null && typeColumn is null)
        {
            _progress.Warn(
                $"The relationships of {header.Path} have no type: neither the command line nor the header names one."
            );
        }
        return new RelationshipGroupPlan
        {
            Header = header,
            Files = PlanFiles(group.Files, header),
            Properties = PlanProperties(header),
            DefaultType = group.Type is null ? -1 : _names.RelationshipTypes.NumberOf(group.Type),
            TypeColumn = typeColumn,
            StartColumn = start,
            EndColumn = end,
            StartSpace = startSpace,
            EndSpace = endSpace,
        };
    }

    private Header? ReadHeader(string path)
    {
        int before = _problems.Count;
        try
        {
            return _headers.Read(path, _problems);
        }
        catch (CsvException e)
        {
            _problems.Add(e.Message);
            return null;
        }
        finally
        {
            if (_problems.Count > before)
            {
                _kind ??= ImportErrorKind.Data;
            }
        }
    }

    private List<InputFile> PlanFiles(IReadOnlyList<string> paths, Header header)
    {
        var files = new List<InputFile>();
        foreach (string path in paths)
        {
            bool isFirst = files.Count == 0;
            bool hasHeader =
                isFirst
                || (_options.AutoSkipSubsequentHeaders && _headers.RepeatsHeader(path, header));
            using var handle = _options.FileSystem.OpenRead(path);
            files.Add(new InputFile(path, hasHeader, handle.Length));
        }
        return files;
    }

    private List<ColumnPlan> PlanProperties(Header header)
    {
        var plans = new List<ColumnPlan>();
        foreach (var column in header.Columns)
        {
            if (column.Role == ColumnRole.Property)
            {
                plans.Add(new ColumnPlan(column, KeyOf(column.Name)));
                DescribeNormalization(header, column);
            }
        }
        return plans;
    }

    private void DescribeNormalization(Header header, HeaderColumn column)
    {
        string? wider = column.Type switch
        {
            PropertyType.Byte or PropertyType.Short or PropertyType.Int => "long",
            PropertyType.Float => "double",
            _ => null,
        };
        if (wider is not null && _options.NormalizeTypes && !column.IsArray)
        {
            _progress.Detail(
                $"Property type of '{column.Name}' normalized from '{CellParsers.NameOf(column.Type)}' --> '{wider}' in {header.Path}"
            );
        }
    }

    private PropertyKeyId KeyOf(string name) => new(_names.PropertyKeys.NumberOf(name));

    private IdSpace OpenIdSpace(HeaderColumn column, Header header)
    {
        HeaderRules.TryFindIdType(column, _options.IdType, out var type);
        if (!_idSpaces.TryGetValue(column.Group, out var space))
        {
            space = new IdSpace(column.Group, type);
            _idSpaces.Add(column.Group, space);
        }
        else if (space.Type != type)
        {
            Report(
                ImportErrorKind.Data,
                $"{header.Path}:1: {space.Description} has identifiers of type {type} here and {space.Type} elsewhere."
            );
        }
        return space;
    }

    private IdSpace? FindIdSpace(HeaderColumn column, Header header)
    {
        if (_idSpaces.TryGetValue(column.Group, out var space))
        {
            return space;
        }
        if (_hasBadNodeHeader)
        {
            // The group may be declared in a header that could not be read.
            return null;
        }
        string available = string.Join(
            ", ",
            _idSpaces.Keys.Select(name => name.Length == 0 ? "global id space" : name)
        );
        string name = column.Group.Length == 0 ? "global id space" : column.Group;
        Report(
            ImportErrorKind.Data,
            $"{header.Path}:1: group '{name}' not found. Available groups are: [{available}]."
        );
        return null;
    }

    private void Report(ImportErrorKind kind, string problem)
    {
        _kind ??= kind;
        _problems.Add(problem);
    }

    private void ThrowIfWrong()
    {
        if (_problems.Count > 0)
        {
            throw new ImportException(
                _kind ?? ImportErrorKind.Data,
                string.Join(Environment.NewLine, _problems)
            );
        }
    }
}
