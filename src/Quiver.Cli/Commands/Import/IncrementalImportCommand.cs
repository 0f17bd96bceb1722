using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Options;
using Quiver.Import.Increments;

namespace Quiver.Cli.Commands.Import;

/// <summary>Imports CSV files into a database that exists: <c>database import incremental</c>.</summary>
internal static class IncrementalImportCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database import incremental",
            Summary =
                "Add to, change and take from a database what CSV files say, in one step, while it is used.",
            Positional = "<database>",
            TakesArgumentFile = true,
            ReportsMistakes = true,
            Options = ImportOptionTable.Incremental,
            Examples =
            [
                "quiver database import incremental movies --nodes=Person=more_persons.csv --relationships=ACTED_IN=more_roles.csv",
                "quiver database import incremental movies --stage=prepare --nodes=Person=more_persons.csv",
                "quiver database import incremental movies --stage=build --nodes=Person=more_persons.csv",
                "quiver database import incremental movies --stage=merge",
                "quiver database import incremental movies --nodes=Person=more_persons.csv --schema=changes.cypher --keep-previous=before_may",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var (options, home, notes) = ImportArguments.Read(arguments, context, isIncremental: true);
        var target = new ServedIncrementTarget(
            context.FileSystem,
            home,
            options.DatabaseName,
            options.DatabaseDirectory
        );
        await ImportRun.RunAsync(
            context,
            options,
            notes,
            display => new IncrementalImporter(options, target, display, context.Stop).Run(),
            (display, result) => display.Finish(IncrementText.Summarize(result))
        );
        return ExitCode.Success;
    }
}
