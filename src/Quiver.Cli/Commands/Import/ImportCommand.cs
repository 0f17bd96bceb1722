using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Options;
using Quiver.Foundation.Text;
using Quiver.Import;
using Quiver.Server.Admin;

namespace Quiver.Cli.Commands.Import;

/// <summary>Imports CSV files: <c>database import full</c> as in 5.x, <c>import</c> as in 3.5 and 4.x.</summary>
internal static class ImportCommand
{
    /// <summary>The 5.x spelling.</summary>
    public static CommandDefinition Full { get; } =
        new()
        {
            Name = "database import full",
            Summary = "Turn CSV files with import headers into a new database.",
            Positional = "<database>",
            TakesArgumentFile = true,
            ReportsMistakes = true,
            Options = ImportOptionTable.All,
            Examples =
            [
                "quiver database import full movies --nodes=Movie=movies.csv --nodes=Actor=actors.csv --relationships=ACTED_IN=roles.csv",
                "quiver database import full snb --delimiter='|' --id-type=integer --nodes=Person='person_header.csv,person_\\d+\\.csv'",
                "quiver database import full snb --path-pattern-style=glob --nodes=Person='person_*.csv' --auto-skip-subsequent-headers",
                "quiver database import full snb --nodes=Person=persons/ --skip-bad-relationships --bad-tolerance=-1",
                "quiver database import full movies @arguments.txt --overwrite-destination --dry-run",
            ],
            RunAsync = RunAsync,
        };

    /// <summary>The 5.x spelling without a mode: a full import.</summary>
    public static CommandDefinition WithoutMode { get; } =
        Full with
        {
            Name = "database import",
            Summary = "The same as database import full.",
            Hidden = true,
            RunAsync = RunWithoutModeAsync,
        };

    /// <summary>The 3.5 and 4.x spelling.</summary>
    public static CommandDefinition Legacy { get; } =
        Full with
        {
            Name = "import",
            Summary = "The same in the spelling of Neo4j 3.5 and 4.x.",
            Positional = "",
            MaxPositionals = 1,
            Examples =
            [
                "quiver import --database=movies --nodes=Movie=movies.csv --relationships=ACTED_IN=roles.csv",
                "quiver import --mode=csv --database=movies --nodes:Movie:Film=\"movies_header.csv,movies.csv\" --relationships:ACTED_IN=\"roles.csv\"",
                "quiver import --f=arguments.txt",
            ],
        };

    private static Task<int> RunWithoutModeAsync(ParsedArguments arguments, CommandContext context)
    {
        if (
            arguments.Positionals is [var word]
            && NearestName.Find(word, ["full", "incremental"]) is { } mode
        )
        {
            throw ImportUsage.MistypedMode(word, mode);
        }
        return RunAsync(arguments, context);
    }

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var (options, home, notes) = ImportArguments.Read(arguments, context);
        await ImportRun.RunAsync(
            context,
            options,
            notes,
            display => Importer.Run(options, display, context.Stop),
            (display, result) =>
            {
                if (options.DryRun)
                {
                    display.FinishDryRun();
                }
                else
                {
                    display.Finish(result);
                }
            }
        );
        if (!options.DryRun)
        {
            await AnnounceAsync(options.DatabaseName, home, context);
        }
        return ExitCode.Success;
    }

    /// <summary>Tells a running server of the new database, so that it appears without a restart.</summary>
    private static async Task AnnounceAsync(string database, string home, CommandContext context)
    {
        var server = await AdminClient.TryConnectAsync(home, context.Stop);
        if (server is null)
        {
            return;
        }
        await using (server)
        {
            await server.DatabasePublishedAsync(database, context.Stop);
            await context.Output.WriteLineAsync(
                $"The running server now serves the database '{database}'."
            );
        }
    }
}
