using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Files;
using Quiver.Cli.Commands.Import.Settings;
using Quiver.Csv;
using Quiver.Import;
using Quiver.Storage.Catalog;

namespace Quiver.Cli.Commands.Import;

/// <summary>Turns a parsed command line, with the configuration files, into what the importer is told.</summary>
internal sealed class ImportArguments
{
    private const int MaxThreads = 1024;
    private const string TimestampFormat = "yyyy-MM-dd.HH.mm.ss";

    private readonly ParsedArguments _arguments;
    private readonly CommandContext _context;
    private readonly OptionReader _reader;

    private ImportArguments(ParsedArguments arguments, CommandContext context)
    {
        _arguments = arguments;
        _context = context;
        _reader = new OptionReader(arguments);
    }

    /// <summary>Reads everything. What is wrong but does not keep the importer from looking into the files goes into the options, to be reported together.</summary>
    /// <exception cref="CommandException">The command line is wrong; the message lists all that is.</exception>
    public static ImportRequest Read(ParsedArguments arguments, CommandContext context) =>
        new ImportArguments(arguments, context).Run();

    private ImportRequest Run()
    {
        var finder = new InputFinder(_context.FileSystem, ReadPatternStyle());
        string database = DatabaseArgument.Normalize(TargetDatabase.Find(_arguments, finder));
        if (!_arguments.Has("--nodes"))
        {
            throw UsageErrors.MissingOption("--nodes", "database import full");
        }
        var settings = ImportSettings.Read(DataHome.Of(_arguments, _context), _arguments, _context);
        var files = ReadFiles(finder, database, settings);
        var options = ReadBadData(ReadDialect(ReadRun(files, database, settings)));
        CheckOtherOptions();
        if (_reader.HidesHeaders)
        {
            throw new CommandException(
                (int)_reader.Problems[0].Kind,
                string.Join(Environment.NewLine, _reader.Problems.Select(p => p.Message))
            );
        }
        return new ImportRequest(
            options with
            {
                Problems = _reader.Problems,
            },
            settings.DataDirectory,
            [.. ImportNotes.Of(_arguments, options, settings, _context)]
        );
    }

    private PathPatternStyle ReadPatternStyle() =>
        _reader.Dialect(
            "--path-pattern-style",
            PathPatternStyle.Regex,
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

    private ImportOptions ReadFiles(InputFinder finder, string database, ImportSettings settings)
    {
        var groups = new FileGroups(finder, _reader.Problems);
        var catalog = new DatabaseCatalog(_context.FileSystem, settings.DataDirectory);
        var options = new ImportOptions
        {
            DatabaseName = database,
            DatabaseDirectory = catalog.DirectoryOf(database),
            Destination = new ServedDestination(
                _context.FileSystem,
                settings.DataDirectory,
                database,
                catalog.DirectoryOf(database)
            ),
            FileSystem = _context.FileSystem,
            Clock = _context.Clock,
            Nodes = [.. _arguments.All("--nodes").Select(groups.ReadNodes)],
            Relationships = [.. _arguments.All("--relationships").Select(groups.ReadRelationships)],
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
            Delimiter = ReadCharacter("--delimiter", options.Delimiter),
            ArrayDelimiter = ReadCharacter("--array-delimiter", options.ArrayDelimiter),
            VectorDelimiter = ReadCharacter("--vector-delimiter", options.VectorDelimiter),
            Quote = ReadCharacter("--quote", options.Quote),
            LegacyStyleQuoting = _reader.Switch("--legacy-style-quoting"),
            TrimStrings = _reader.Switch("--trim-strings"),
            IgnoreEmptyStrings = _reader.Switch("--ignore-empty-strings"),
            IdType = _reader.Dialect("--id-type", IdType.String, ReadIdType),
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

    private ImportOptions ReadRun(ImportOptions options, string database, ImportSettings settings)
    {
        string timestamp = _context.Clock.UtcNow.ToString(
            TimestampFormat,
            CultureInfo.InvariantCulture
        );
        return options with
        {
            OverwriteDestination = _reader.Switch("--overwrite-destination"),
            DryRun = _reader.Switch("--dry-run"),
            Resume = _reader.Switch("--resume"),
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

    /// <summary>What has to be right though nothing is made of it.</summary>
    private void CheckOtherOptions()
    {
        _reader.Check(() => OtherEngineChecks.Run(_arguments));
        _reader.Switch("--strict");
        if (_arguments.Last("--schema") is { } schema)
        {
            var commands = SchemaFile.Read(_context.FileSystem, schema);
            _reader.Problems.AddRange(
                SchemaFile
                    .FindProblems(schema, commands)
                    .Select(problem => new ImportProblem(ImportErrorKind.Usage, problem))
            );
        }
    }

    private CsvCharacter ReadCharacter(string option, CsvCharacter fallback) =>
        _reader.Dialect(
            option,
            fallback,
            text =>
                CsvCharacter.TryParse(text, out CsvCharacter character, out string? problem)
                    ? character
                    : throw ImportUsage.InvalidCharacter(option, problem)
        );

    private static IdType ReadIdType(string text) =>
        text.ToUpperInvariant() switch
        {
            "STRING" => IdType.String,
            "INTEGER" => IdType.Integer,
            "ACTUAL" => IdType.Actual,
            _ => throw ImportUsage.InvalidIdType(text),
        };
}
