using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Settings;
using Quiver.Engine;
using Quiver.Engine.Backups;
using Quiver.Import;
using Quiver.Server.Admin;

namespace Quiver.Cli.Commands.Backups;

/// <summary>Makes a backup of the databases of a home, or of one: by the server that serves the home, which goes on serving, or without one.</summary>
internal static class DatabaseBackupCommand
{
    private const string ToPath = "--to-path";

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database backup",
            Summary =
                "Make a backup of all databases, or of one, also while they are served and written to.",
            Positional = "[<database>]",
            Options =
            [
                new(
                    ToPath,
                    OptionKind.Value,
                    "The file to write, which must not exist, or a folder."
                )
                {
                    ValueName = "<file or folder>",
                    Default = "<home>/backups",
                },
            ],
            Examples =
            [
                "quiver database backup",
                "quiver database backup --to-path=/backups/snb.qbackup snb",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var settings = ServerSettings.Read(arguments, context);
        string? database = arguments.Positionals.FirstOrDefault();
        string? path = arguments.Last(ToPath);
        // A slash at the end says that it is a folder.
        string? full =
            path is null ? null
            : path.EndsWith('/') ? Path.GetFullPath(path) + "/"
            : Path.GetFullPath(path);
        var made =
            await TryByServerAsync(settings.DataDirectory, database, full, context)
            ?? await ByItselfAsync(settings, database, full, context);
        await context.Output.WriteLineAsync(
            $"Backup complete: {made.Path}\n  {ImportText.Size(made.Bytes)}, sha256:{made.Checksum}"
        );
        foreach (var (name, position) in made.Positions)
        {
            await context.Output.WriteLineAsync($"  {name} up to {position}");
        }
        return ExitCode.Success;
    }

    private static async Task<BackedUp?> TryByServerAsync(
        string home,
        string? database,
        string? path,
        CommandContext context
    )
    {
        await using var server = await AdminClient.TryConnectAsync(home, context.Stop);
        try
        {
            return server is null ? null : await server.BackUpAsync(database, path, context.Stop);
        }
        catch (AdminException error)
        {
            throw new CommandException(ExitCode.Failed, error.Message, error);
        }
    }

    private static async Task<BackedUp> ByItselfAsync(
        ServerSettings settings,
        string? database,
        string? path,
        CommandContext context
    )
    {
        if (!context.FileSystem.DirectoryExists(settings.DataDirectory))
        {
            throw new CommandException(
                ExitCode.Failed,
                $"There is no data home {settings.DataDirectory}."
            );
        }
        await using var engine = QuiverEngine.Open(
            new EngineOptions
            {
                Home = settings.DataDirectory,
                FileSystem = context.FileSystem,
                DefaultDatabase = DatabaseArgument.Normalize(settings.DefaultDatabase),
                BackupDirectory = settings.BackupDirectory,
            }
        );
        return BackedUp.Of(
            await engine.BackupAsync(
                new BackupRequest(path, database, IsConfined: false),
                context.Stop
            )
        );
    }
}
