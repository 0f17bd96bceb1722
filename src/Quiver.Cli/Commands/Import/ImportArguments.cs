using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Files;
using Quiver.Cli.Commands.Import.Settings;
using Quiver.Csv;
using Quiver.Engine.Schema;
using Quiver.Import;
using Quiver.Import.Increments;
using Quiver.Storage.Catalog;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands.Import;

/// <summary>Turns a parsed command line, with the configuration files, into what the importer is told.</summary>
internal sealed class ImportArguments
{
    private const int MaxThreads = 1024;
    private const string TimestampFormat = "yyyy-MM-dd.HH.mm.ss";

    private readonly ParsedArguments _arguments;
    private readonly CommandContext _context;
    private readonly OptionReader _reader;
    private readonly bool _isIncremental;

    private ImportArguments(ParsedArguments arguments, CommandContext context, bool isIncremental)
    {
        _isIncremental = isIncremental;
        _arguments = arguments;
        _context = context;
        _reader = new OptionReader(arguments);
    }

    /// <summary>Reads everything. What is wrong goes into the options, to be reported together with what the importer finds wrong in the files.</summary>
    public static ImportRequest Read(
        ParsedArguments arguments,
        CommandContext context,
        bool isIncremental = false
    ) => new ImportArguments(arguments, context, isIncremental).Run();

    private ImportRequest Run()
    {
        if (_arguments.Mistakes.Count > 0)
        {
            var command = _isIncremental ? IncrementalImportCommand.Definition : ImportCommand.Full;
            var mistakes = UsageErrors.Mistakes(_arguments.Mistakes, command);
            _reader.Problems.Add(new ImportProblem(ImportErrorKind.Usage, mistakes.Message));
        }
        var finder = new InputFinder(_context.FileSystem, ReadPatternStyle());
        string? database = ReadDatabase(finder);
        var settings = ImportSettings.Read(_reader, _arguments, _context);
        var files = ReadFiles(finder, settings.IsWhole ? database : null, settings);
        var options = ReadBadData(ReadDialect(ReadRun(files, settings)));
        CheckOtherOptions();
        var schema = ReadSchema();
        options = CheckStore(_isIncremental ? ReadIncrement(options, schema) : options);
        return new ImportRequest(
            options with
            {
                Problems = _reader.Problems,
                Schema = _isIncremental ? [] : schema.Commands,
                OtherInputs =
                [
                    .. settings.Files,
                    .. SchemaArgument.Path(_arguments),
                    .. _context.ArgumentFiles,
                ],
            },
            settings.DataDirectory,
            [
                .. ImportNotes.Of(_arguments, options, settings, _context),
                .. schema.Notes.Select(note => $"Note: {note}"),
            ]
        );
    }

    /// <summary>The name in the form in which it is stored; null when the line does not say it rightly.</summary>
    private string? ReadDatabase(InputFinder finder)
    {
        string? database = null;
        _reader.Check(() =>
        {
            string? typed = TargetDatabase.Find(_arguments, finder);
            database =
                typed is null && _arguments.HasLostWords
                    ? null
                    : DatabaseArgument.Normalize(typed ?? TargetDatabase.Default(_arguments));
        });
        return database;
    }

    private PathPatternStyle ReadPatternStyle() =>
        _reader.Value(
            "--path-pattern-style",
            GuessPatternStyle(),
            text =>
                text.ToUpperInvariant() switch
                {
                    "REGEX" => PathPatternStyle.Regex,
                    "GLOB" => PathPatternStyle.Glob,
                    "NONE" => PathPatternStyle.None,
                    _ => throw ImportUsage.InvalidChoice(
                        "--path-pattern-style",
                        "regex, glob or none",
                        text
                    ),
                }
        );

    /// <summary>The style in which patterns find files: the default, and where the option is wrong the one that was probably meant.</summary>
    private PathPatternStyle GuessPatternStyle()
    {
        if (!_arguments.Has("--path-pattern-style"))
        {
            return PathPatternStyle.Regex;
        }
        var problems = new List<ImportProblem>();
        var groups = new FileGroups(
            new InputFinder(_context.FileSystem, PathPatternStyle.Regex),
            problems
        );
        groups.ReadNodes(_arguments.All("--nodes"));
        groups.ReadRelationships(_arguments.All("--relationships"));
        return problems.Count == 0 ? PathPatternStyle.Regex : PathPatternStyle.Glob;
    }

    private ImportOptions ReadFiles(InputFinder finder, string? database, ImportSettings settings)
    {
        var groups = new FileGroups(finder, _reader.Problems);
        var catalog = new DatabaseCatalog(_context.FileSystem, settings.DataDirectory);
        // What is checked of an unknown database is only whether one could be made.
        string directory = database is null
            ? catalog.DatabasesDirectory
            : catalog.DirectoryOf(database);
        var options = new ImportOptions
        {
            DatabaseName = database ?? "",
            IsDatabaseKnown = database is not null,
            DatabaseDirectory = directory,
            Destination = database is null
                ? null
                : new ServedDestination(
                    _context.FileSystem,
                    settings.DataDirectory,
                    database,
                    directory
                ),
            FileSystem = _context.FileSystem,
            Clock = _context.Clock,
            Nodes = groups.ReadNodes(_arguments.All("--nodes")),
            Relationships = groups.ReadRelationships(_arguments.All("--relationships")),
        };
        var inputs = options
            .Nodes.SelectMany(group => group.Files)
            .Concat(options.Relationships.SelectMany(group => group.Files));
        var multiline = new MultilineFields(false, []);
        _reader.Check(() => multiline = MultilineFields.Read(_arguments, finder, inputs));
        return options with { MultilineFields = multiline.All, MultilineFiles = multiline.Files };
    }

    private ImportOptions ReadDialect(ImportOptions options) =>
        options with
        {
            Delimiter = ReadCharacter("--delimiter", options.Delimiter, out bool isKnown),
            GuessesDelimiter = !isKnown,
            ArrayDelimiter = ReadCharacter(
                "--array-delimiter",
                options.ArrayDelimiter,
                out _,
                ImportOptions.UnknownCharacter
            ),
            VectorDelimiter = ReadCharacter("--vector-delimiter", options.VectorDelimiter, out _),
            Quote = ReadCharacter("--quote", options.Quote, out _),
            LegacyStyleQuoting = _reader.Switch("--legacy-style-quoting"),
            TrimStrings = _reader.Switch("--trim-strings"),
            IgnoreEmptyStrings = _reader.Switch("--ignore-empty-strings"),
            IdType = _reader.Value("--id-type", IdType.String, ReadIdType),
            NormalizeTypes = _reader.Switch("--normalize-types", true),
            InputEncoding = _arguments.Last("--input-encoding") ?? options.InputEncoding,
            ReadBufferBytes = _reader.Value(
                "--read-buffer-size",
                0L,
                text => MemorySize.ParseBytes("--read-buffer-size", text)
            ),
            AutoSkipSubsequentHeaders = _reader.Switch("--auto-skip-subsequent-headers"),
        };

    private ImportOptions ReadBadData(ImportOptions options) =>
        options with
        {
            BadTolerance = _reader.Integer("--bad-tolerance", 1000, -1, long.MaxValue),
            SkipBadRelationships = _reader.Switch("--skip-bad-relationships"),
            SkipDuplicateNodes = _reader.Switch("--skip-duplicate-nodes"),
            SkipBadRows = _reader.Switch("--skip-bad-rows"),
            IgnoreExtraColumns = _reader.Switch("--ignore-extra-columns"),
            SkipBadEntriesLogging = _reader.Switch("--skip-bad-entries-logging"),
            ReportFile = Path.GetFullPath(_arguments.Last("--report-file") ?? "import.report"),
        };

    private ImportOptions ReadRun(ImportOptions options, ImportSettings settings)
    {
        string database = options.DatabaseName;
        string timestamp = _context.Clock.UtcNow.ToString(
            TimestampFormat,
            CultureInfo.InvariantCulture
        );
        return options with
        {
            OverwriteDestination = !_isIncremental && _reader.Switch("--overwrite-destination"),
            DryRun = !_isIncremental && _reader.Switch("--dry-run"),
            Resume = !_isIncremental && _reader.Switch("--resume"),
            Threads = (int)_reader.Integer("--threads", Environment.ProcessorCount, 1, MaxThreads),
            MaxOffHeapMemoryBytes = _reader.Value(
                "--max-off-heap-memory",
                0L,
                text => MemorySize.Parse("--max-off-heap-memory", text)
            ),
            TempDirectory = _arguments.Last("--temp-path") is { } temp
                ? Path.GetFullPath(Path.Join(temp, "temp-" + database))
                : null,
            LogDirectory = Path.Join(
                settings.LogsDirectory,
                $"{database}-admin-import-{timestamp}"
            ),
            DefaultTimeZone = settings.TimeZone,
            Verbose = _reader.Switch("--verbose"),
        };
    }

    private ImportOptions ReadIncrement(ImportOptions options, SchemaFileContent schema) =>
        options with
        {
            Destination = null,
            Increment = new IncrementOptions
            {
                Stage = _reader.Value("--stage", IncrementStage.All, ReadStage),
                UpdateAllMatchingRelationships = _reader.Switch(
                    "--update-all-matching-relationships"
                ),
                Schema = schema.Steps,
                KeepAs = ReadKeepAs(),
                BadTolerance = _arguments.Has("--bad-tolerance") ? options.BadTolerance : null,
            },
        };

    private string ReadKeepAs()
    {
        string typed = _arguments.Last("--keep-previous") ?? "false";
        if (!bool.TryParse(typed, out bool isKept))
        {
            return _reader.Value(
                "--keep-previous",
                "",
                name =>
                    KeptGenerations.FindProblem(name) is { } problem
                        ? throw UsageErrors.Invalid($"'--keep-previous': {problem}")
                        : name
            );
        }
        string time = _context.Clock.UtcNow.ToString(TimestampFormat, CultureInfo.InvariantCulture);
        return isKept ? $"before-{time}" : "";
    }

    private static IncrementStage ReadStage(string text) =>
        text.ToUpperInvariant() switch
        {
            "ALL" => IncrementStage.All,
            "PREPARE" or "1" => IncrementStage.Prepare,
            "BUILD" or "2" => IncrementStage.Build,
            "MERGE" or "3" => IncrementStage.Merge,
            _ => throw ImportUsage.InvalidChoice(
                "--stage",
                "all, prepare (1), build (2) or merge (3)",
                text
            ),
        };

    /// <summary>What has to be right though nothing is made of it.</summary>
    private void CheckOtherOptions()
    {
        _reader.Check(() => OtherEngineChecks.Run(_arguments, _isIncremental));
        _reader.Switch("--strict");
    }

    private SchemaFileContent ReadSchema()
    {
        var content = new SchemaFileContent([], [], []);
        if (_arguments.Last("--schema") is { } path)
        {
            _reader.Check(() =>
                content = SchemaArgument.Read(_context.FileSystem, path, !_isIncremental)
            );
        }
        _reader.Problems.AddRange(content.Problems);
        return content;
    }

    /// <summary>A data directory of Neo4j's configuration may hold databases of Neo4j, which are left alone.</summary>
    private ImportOptions CheckStore(ImportOptions options)
    {
        string directory = options.DatabaseDirectory;
        if (!_context.FileSystem.FileExists(Path.Join(directory, "neostore")))
        {
            return options;
        }
        _reader.Check(() => throw ImportUsage.ForeignStore(directory));
        return options with
        {
            IsDatabaseKnown = false,
            DatabaseDirectory = Path.GetDirectoryName(directory)!,
        };
    }

    private CsvCharacter ReadCharacter(
        string option,
        CsvCharacter fallback,
        out bool isKnown,
        CsvCharacter? whenWrong = null
    )
    {
        int before = _reader.Problems.Count;
        var read = _reader.Value(
            option,
            fallback,
            text =>
                CsvCharacter.TryParse(text, out CsvCharacter character, out string? problem)
                    ? character
                    : throw ImportUsage.InvalidCharacter(option, problem)
        );
        isKnown = _reader.Problems.Count == before;
        return isKnown ? read : whenWrong ?? fallback;
    }

    private static IdType ReadIdType(string text) =>
        text.ToUpperInvariant() switch
        {
            "STRING" => IdType.String,
            "INTEGER" => IdType.Integer,
            "ACTUAL" => IdType.Actual,
            _ => throw ImportUsage.InvalidIdType(text),
        };
}
