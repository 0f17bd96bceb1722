using Quiver.Cli.CommandLine;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands.Snapshots;

/// <summary>What the commands about snapshots are told: a database and the name of a snapshot, both of which must exist.</summary>
internal static class SnapshotArguments
{
    /// <summary>What stands behind the options of commands that are about one snapshot.</summary>
    public const string Words = "<database> <snapshot>";

    /// <summary>The folder of the database, and the snapshot's name.</summary>
    public static (string Directory, string Name) Read(
        ParsedArguments arguments,
        CommandContext context,
        CommandDefinition command
    )
    {
        if (arguments.Positionals.Count != command.MaxPositionals)
        {
            throw UsageErrors.Invalid(
                $"'quiver {command.Name}' needs a database and the name of a snapshot; 'quiver database snapshot list' shows them."
            );
        }
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        string name = arguments.Positionals[1];
        return KeptGenerations.Exists(context.FileSystem, directory, name)
            ? (directory, name)
            : throw new CommandException(
                ExitCode.Failed,
                KeptGenerations.DescribeMissing(context.FileSystem, directory, name)
            );
    }
}
