using Quiver.Cli.CommandLine;
using Quiver.Cli.Progress;
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
            MaxPositionals = 1,
            Options = ImportOptionTable.Shared,
            Examples =
            [
                "quiver database import full movies --nodes=Movie=movies.csv --nodes=Actor=actors.csv --relationships=ACTED_IN=roles.csv",
                "quiver database import full snb --delimiter='|' --id-type=integer --nodes=Person=person_header.csv,person_1.csv,person_2.csv",
            ],
            RunAsync = (arguments, context) =>
                RunAsync(arguments, arguments.Positionals.FirstOrDefault(), context),
        };

    /// <summary>The 3.5 and 4.x spelling.</summary>
    public static CommandDefinition Legacy { get; } =
        new()
        {
            Name = "import",
            Summary = "The same in the spelling of Neo4j 3.5 and 4.x.",
            Positional = "",
            MaxPositionals = 1,
            Options = ImportOptionTable.Legacy,
            Examples =
            [
                "quiver import --database=movies --nodes=Movie=movies.csv --relationships=ACTED_IN=roles.csv",
            ],
            RunAsync = (arguments, context) => RunLegacyAsync(arguments, context),
        };

    private static Task<int> RunLegacyAsync(ParsedArguments arguments, CommandContext context)
    {
        string? mode = arguments.Last("--mode");
        if (mode is not null and not "csv")
        {
            throw UsageErrors.Invalid($"'--mode={mode}' is not supported: only csv is.");
        }
        if (arguments.Has("--database") && arguments.Positionals.Count > 0)
        {
            throw UsageErrors.TooManyWords(arguments.Positionals[0], Legacy);
        }
        return RunAsync(
            arguments,
            arguments.Last("--database") ?? arguments.Positionals.FirstOrDefault(),
            context
        );
    }

    private static async Task<int> RunAsync(
        ParsedArguments arguments,
        string? name,
        CommandContext context
    )
    {
        string database = DatabaseArgument.Normalize(name);
        var options = ImportArguments.Read(arguments, database, context);
        NoteOptionsWithoutEffect(arguments, context);
        using var display = new ProgressDisplay(
            context.Error,
            context.ErrorIsTerminal,
            options.Verbose
        );
        ImportResult result;
        try
        {
            result = Importer.Run(options, display, context.Stop);
        }
        catch
        {
            display.Fail();
            throw;
        }
        display.Finish();
        await ImportSummary.WriteAsync(result, context.Output);
        await AnnounceAsync(database, arguments, context);
        return ExitCode.Success;
    }

    private static void NoteOptionsWithoutEffect(ParsedArguments arguments, CommandContext context)
    {
        foreach (var option in ImportOptionTable.Legacy)
        {
            if (option.HasNoEffect && arguments.Has(option.Name))
            {
                context.Error.WriteLine($"Note: '{option.Name}' has no effect here.");
            }
        }
    }

    /// <summary>Tells a running server of the new database, so that it appears without a restart.</summary>
    private static async Task AnnounceAsync(
        string database,
        ParsedArguments arguments,
        CommandContext context
    )
    {
        var server = await AdminClient.TryConnectAsync(
            DataHome.Of(arguments, context),
            context.Stop
        );
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
