using Quiver.Cli.CommandLine;
using Quiver.Csv;
using Quiver.Import;
using Quiver.Storage.Catalog;

namespace Quiver.Cli.Commands.Import;

/// <summary>Turns a parsed command line into what the importer is told.</summary>
internal static class ImportArguments
{
    /// <summary>Reads all options.</summary>
    /// <exception cref="CommandException">An option's value is wrong.</exception>
    public static ImportOptions Read(
        ParsedArguments arguments,
        string databaseName,
        CommandContext context
    )
    {
        if (!arguments.Has("--nodes"))
        {
            throw UsageErrors.MissingOption("--nodes", "database import full");
        }
        string home = DataHome.Of(arguments, context);
        var catalog = new DatabaseCatalog(context.FileSystem, home);
        return new ImportOptions
        {
            DatabaseName = databaseName,
            DatabaseDirectory = catalog.DirectoryOf(databaseName),
            Destination = new ServedDestination(
                context.FileSystem,
                home,
                databaseName,
                catalog.DirectoryOf(databaseName)
            ),
            FileSystem = context.FileSystem,
            Nodes = [.. arguments.All("--nodes").Select(FileGroups.ParseNodes)],
            Relationships =
            [
                .. arguments.All("--relationships").Select(FileGroups.ParseRelationships),
            ],
            IdType = ReadIdType(arguments.Last("--id-type")),
            Delimiter = ReadCharacter(arguments, "--delimiter", ','),
            ArrayDelimiter = ReadCharacter(arguments, "--array-delimiter", ';'),
            Quote = ReadCharacter(arguments, "--quote", '"'),
            BadTolerance = arguments.Integer("--bad-tolerance", 1000, -1, long.MaxValue),
            SkipBadRelationships = arguments.Switch("--skip-bad-relationships"),
            SkipDuplicateNodes = arguments.Switch("--skip-duplicate-nodes"),
            IgnoreExtraColumns = arguments.Switch("--ignore-extra-columns"),
            IgnoreEmptyStrings = arguments.Switch("--ignore-empty-strings"),
            TrimStrings = arguments.Switch("--trim-strings"),
            MultilineFields = arguments.Switch("--multiline-fields"),
            NormalizeTypes = arguments.Switch("--normalize-types", true),
            AutoSkipSubsequentHeaders = arguments.Switch("--auto-skip-subsequent-headers"),
            Threads = (int)
                arguments.Integer("--threads", System.Environment.ProcessorCount, 1, 1024),
            MaxOffHeapMemoryBytes = MemorySize.Parse(
                "--max-off-heap-memory",
                arguments.Last("--max-off-heap-memory")
            ),
            OverwriteDestination = arguments.Switch("--overwrite-destination"),
            ReportFile = Path.GetFullPath(arguments.Last("--report-file") ?? "import.report"),
            Verbose = arguments.Switch("--verbose"),
        };
    }

    private static byte ReadCharacter(ParsedArguments arguments, string option, char fallback)
    {
        if (arguments.Last(option) is not { } text)
        {
            return (byte)fallback;
        }
        return CsvCharacter.TryParse(text, out byte character, out string? problem)
            ? character
            : throw UsageErrors.Invalid($"{option}: {problem}");
    }

    private static IdType ReadIdType(string? text) =>
        text?.ToUpperInvariant() switch
        {
            null or "STRING" => IdType.String,
            "INTEGER" => IdType.Integer,
            "ACTUAL" => IdType.Actual,
            _ => throw UsageErrors.Invalid(
                $"'--id-type' takes string, integer or actual, not '{text}'."
            ),
        };
}
