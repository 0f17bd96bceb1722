using Quiver.Cli.CommandLine;
using Quiver.Import;
using Quiver.Storage.Checks;

namespace Quiver.Cli.Commands;

/// <summary>Reads all of a database and reports what is not as it should be.</summary>
internal static class DatabaseCheckCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database check",
            Summary = "Verify every checksum, both adjacencies and all counts of a database.",
            Positional = "<database>",
            MaxPositionals = 1,
            Options = [],
            Examples = ["quiver database check snb"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        var report = DatabaseCheck.Run(context.FileSystem, directory, context.Stop);
        foreach (var finding in report.Findings)
        {
            await context.Error.WriteLineAsync(finding.ToString());
        }
        if (report.FurtherFindings > 0)
        {
            await context.Error.WriteLineAsync($"… and {report.FurtherFindings} more.");
        }
        await context.Output.WriteLineAsync(
            $"Checked {report.Blocks} blocks ({ImportText.Size(report.Bytes)}): {report.Nodes} nodes, {report.Relationships} relationships, {report.PropertyValues} properties."
        );
        if (report.IsSound)
        {
            await context.Output.WriteLineAsync("No damage found.");
            return ExitCode.Success;
        }
        await context.Error.WriteLineAsync(
            $"{Findings(report)}: the database is damaged. Restore a backup, or import it again."
        );
        return ExitCode.Failed;
    }

    private static string Findings(CheckReport report)
    {
        long count = report.Findings.Count + report.FurtherFindings;
        return count == 1 ? "1 finding" : $"{count} findings";
    }
}
