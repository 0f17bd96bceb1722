using Quiver.Cli.CommandLine;
using Quiver.Import.Increments;

namespace Quiver.Cli.Commands.Import;

/// <summary><c>database import status</c>: tells how far a database's incremental import is.</summary>
internal static class ImportStatusCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database import status",
            Summary = "Show how far the incremental import into a database is.",
            Positional = "<database>",
            Examples = ["quiver database import status movies"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        string name = Path.GetFileName(directory);
        foreach (string line in IncrementStatus.Describe(context.FileSystem, directory, name))
        {
            await context.Output.WriteLineAsync(line);
        }
        return ExitCode.Success;
    }
}
