using Quiver.Cli.CommandLine;
using Quiver.Import;
using Quiver.Storage.Catalog;
using Quiver.Storage.Checks;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands;

/// <summary>Reads all of a database and reports what is not as it should be.</summary>
internal static class DatabaseCheckCommand
{
    private const string RebuildIndexes = "--rebuild-indexes";

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database check",
            Summary =
                "Verify every checksum, both adjacencies, all counts, the indexes and the log of a database.",
            Positional = "<database>",
            Options =
            [
                new(
                    RebuildIndexes,
                    OptionKind.Switch,
                    "Discard indexes that are damaged: they are built anew when the database is opened next. It must be stopped."
                ),
            ],
            Examples = ["quiver database check snb", "quiver database check --rebuild-indexes snb"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        int code = await CheckAsync(directory, arguments, context);
        foreach (string name in KeptGenerations.Names(context.FileSystem, directory))
        {
            await context.Output.WriteLineAsync($"Snapshot '{name}':");
            string folder = KeptGenerations.FolderOf(directory, name);
            var report = DatabaseCheck.Run(context.FileSystem, folder, context.Stop);
            await WriteAsync(report, context);
            if (!report.IsSound)
            {
                await context.Error.WriteLineAsync(
                    $"{Findings(report)}: the snapshot is damaged. Delete it with 'quiver database snapshot delete {Path.GetFileName(directory)} {name}'."
                );
                code = ExitCode.Failed;
            }
        }
        return code;
    }

    private static async Task<int> CheckAsync(
        string directory,
        ParsedArguments arguments,
        CommandContext context
    )
    {
        var report = DatabaseCheck.Run(context.FileSystem, directory, context.Stop);
        await WriteAsync(report, context);
        if (report.IsSound)
        {
            return ExitCode.Success;
        }
        if (!report.IsDataSound)
        {
            await context.Error.WriteLineAsync(
                $"{Findings(report)}: the database is damaged. Restore a backup, or import it again."
            );
            return ExitCode.Failed;
        }
        return await TellIndexesAsync(report, directory, arguments, context);
    }

    private static async Task WriteAsync(CheckReport report, CommandContext context)
    {
        foreach (var finding in report.Findings)
        {
            await context.Error.WriteLineAsync(finding.ToString());
        }
        if (report.FurtherFindings > 0)
        {
            await context.Error.WriteLineAsync($"… and {report.FurtherFindings} more.");
        }
        await context.Output.WriteLineAsync(
            $"Checked {report.Blocks} blocks ({ImportText.Size(report.Bytes)}): {report.Nodes} nodes, {report.Relationships} relationships, {report.PropertyValues} properties, {report.IndexEntries} index entries, {report.Commits} commits in the log."
        );
        if (report.IsSound)
        {
            await context.Output.WriteLineAsync("No damage found.");
        }
    }

    private static async Task<int> TellIndexesAsync(
        CheckReport report,
        string directory,
        ParsedArguments arguments,
        CommandContext context
    )
    {
        string names = string.Join(", ", report.DamagedIndexes.Select(i => $"'{i.Name}'"));
        if (!arguments.Switch(RebuildIndexes))
        {
            await context.Error.WriteLineAsync(
                $"{Findings(report)}: the data is sound, but not the indexes {names}. To build them anew, stop the database and run 'quiver database check {RebuildIndexes} {Path.GetFileName(directory)}', or drop them and create them again."
            );
            return ExitCode.Failed;
        }
        using (DatabaseLock.Take(context.FileSystem, directory))
        {
            foreach (string file in report.DamagedIndexes.SelectMany(i => i.Files))
            {
                context.FileSystem.DeleteFile(file);
            }
        }
        await context.Output.WriteLineAsync(
            $"Discarded the indexes {names}: they are built anew when the database is opened next."
        );
        return ExitCode.Success;
    }

    private static string Findings(CheckReport report)
    {
        long count = report.Findings.Count + report.FurtherFindings;
        return count == 1 ? "1 finding" : $"{count} findings";
    }
}
