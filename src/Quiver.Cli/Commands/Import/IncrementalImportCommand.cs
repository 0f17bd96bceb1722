using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Options;
using Quiver.Import;
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
            MaxPositionals = 1,
            TakesArgumentFile = true,
            ReportsMistakes = true,
            Options = ImportOptionTable.Incremental,
            Examples =
            [
                "quiver database import incremental movies --nodes=Person=more_persons.csv --relationships=ACTED_IN=more_roles.csv",
                "quiver database import incremental movies --stage=prepare --nodes=Person=more_persons.csv",
                "quiver database import incremental movies --stage=build --nodes=Person=more_persons.csv",
                "quiver database import incremental movies --stage=merge",
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
            (display, result) => display.Finish(Describe(result))
        );
        return ExitCode.Success;
    }

    private static IEnumerable<string> Describe(IncrementResult result)
    {
        string duration = ImportText.Duration(result.Duration);
        if (result.Stage == IncrementStage.Prepare)
        {
            yield return $"PREPARED in {duration}. Build it with --stage=build.";
            yield break;
        }
        string done = result.Merge is null ? "BUILT" : "IMPORT DONE";
        yield return $"{done} in {duration}. ";
        var counts = result.Counts;
        yield return result.Merge is null ? "To be merged:" : "Imported:";
        yield return Line(counts.NodesCreated, "nodes created");
        yield return Line(counts.RelationshipsCreated, "relationships created");
        foreach (
            var (count, what) in ((long, string)[])
                [
                    (counts.NodesUpdated, "nodes updated"),
                    (counts.NodesDeleted, "nodes deleted"),
                    (counts.RelationshipsUpdated, "relationships updated"),
                    (counts.RelationshipsDeleted, "relationships deleted"),
                    (result.Skipped.Total, "bad entries left out"),
                ]
        )
        {
            if (count > 0)
            {
                yield return Line(count, what);
            }
        }
        if (result.ReportFile is { } report)
        {
            yield return $"What was left out is listed in {report}";
        }
        if (result.Merge is { } merge)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Commit {merge.Sequence}; writers were held back for {merge.Pause.TotalMilliseconds:0.0} ms."
            );
        }
        else
        {
            yield return "Merge it with --stage=merge; the files are no longer needed.";
        }
        yield return $"Peak memory usage: {ImportText.Size(result.PeakMemoryBytes)}";
    }

    private static string Line(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"  {count} {what}");
}
