using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Options;
using Quiver.Cli.Commands.Import.Settings;
using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>What a user is told of a command line that is right, but may not do what was expected.</summary>
internal static class ImportNotes
{
    /// <summary>The notes and warnings, a line each.</summary>
    public static IEnumerable<string> Of(
        ParsedArguments arguments,
        ImportOptions options,
        ImportSettings settings,
        CommandContext context
    )
    {
        foreach (var option in ImportOptionTable.All)
        {
            bool isWrong =
                option.Name == "--format" && OtherEngineChecks.HasUnknownFormat(arguments);
            if (option.NoEffect is not null && arguments.WasTyped(option) && !isWrong)
            {
                yield return $"Note: '{option.Name}' has no effect: {option.NoEffect}.";
            }
        }
        if (arguments.Last("--strict")?.Equals("false", StringComparison.OrdinalIgnoreCase) == true)
        {
            yield return "Note: '--strict=false' has no effect: identifiers are always compared exactly.";
        }
        if (options.DatabaseName == TargetDatabase.DefaultOf35 && !arguments.Has("--database"))
        {
            yield return $"Note: the database is '{TargetDatabase.DefaultOf35}', the default of 3.5; --database=neo4j makes it the one that a server serves by default.";
        }
        if (context.Environment("HEAP_SIZE") is { Length: > 0 })
        {
            yield return "Note: HEAP_SIZE has no effect: --max-off-heap-memory limits the memory.";
        }
        foreach (string note in settings.Notes)
        {
            yield return note;
        }
        if (settings.DataDirectoryPlace is { } place)
        {
            yield return $"Note: databases are in '{settings.DataDirectory}' ({place}); 'quiver serve --home={settings.DataDirectory}' serves them.";
        }
        if (options.Threads > Environment.ProcessorCount)
        {
            yield return $"Warning: --threads={options.Threads} is more than the {Environment.ProcessorCount} cores of this machine; more threads than cores make an import slower.";
        }
        if (options.SkipBadEntriesLogging && options.BadTolerance == -1)
        {
            yield return "Warning: any number of bad entries is skipped, and none of them is listed (--skip-bad-entries-logging with --bad-tolerance=-1).";
        }
    }
}
