using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Settings;
using Quiver.Import;
using Quiver.Storage.Backups;
using Quiver.Storage.Catalog;

namespace Quiver.Cli.Commands.Backups;

/// <summary>Restores a database from a backup, under its own or another name. What stands there is whole until the last rename, also while it is served.</summary>
internal static class DatabaseRestoreCommand
{
    private const string FromPath = "--from-path";
    private const string FromDatabase = "--from-database";
    private const string Overwrite = RestoreDestination.Overwrite;

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database restore",
            Summary =
                "Restore a database from a backup, under the name that it had or a new one, also into a running server.",
            Positional = "[<database>]",
            Options =
            [
                new(FromPath, OptionKind.Value, "The backup.") { ValueName = "<file>" },
                new(
                    FromDatabase,
                    OptionKind.Value,
                    "Which database of the backup, where that is not the one to be restored or the only one besides system."
                )
                {
                    ValueName = "<name>",
                },
                new(
                    Overwrite,
                    OptionKind.Switch,
                    "Replace a database that stands there: until the restored one is whole, it stays."
                ),
            ],
            Examples =
            [
                "quiver database restore --from-path=data/backups/snb.qbackup snb2",
                "quiver database restore --from-path=all.qbackup --overwrite-destination snb",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string path =
            arguments.Last(FromPath)
            ?? throw UsageErrors.Invalid("'quiver database restore' needs --from-path=<file>.");
        var settings = ServerSettings.Read(arguments, context);
        using var archive = BackupArchive.Open(context.FileSystem, Path.GetFullPath(path));
        string? typed = arguments.Positionals.FirstOrDefault();
        var database = Choose(archive, arguments.Last(FromDatabase), typed);
        string name = NameOf(typed ?? database.Name);
        var catalog = new DatabaseCatalog(context.FileSystem, settings.DataDirectory);
        string directory = catalog.DirectoryOf(name);
        var destination = await RestoreDestination.FindAsync(
            settings.DataDirectory,
            name,
            directory,
            context
        );
        bool overwrites = arguments.Switch(Overwrite);
        destination.Refuse(destination.Look(), overwrites);

        context.FileSystem.CreateDirectory(directory);
        using var noImport =
            ImportLock.TryTake(context.FileSystem, directory)
            ?? throw new DatabaseInUseException(directory);
        var restore = new BackupRestore(context.FileSystem, archive, directory);
        bool isSameName = string.Equals(name, database.Name, StringComparison.Ordinal);
        var generation = restore.Stage(database, keepsIdentity: isSameName, context.Stop);
        destination.Publish(
            generation,
            overwrites,
            isPublished => restore.Clean(generation, isPublished)
        );
        await context.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Restored '{name}' from {archive.Path}: {database.NodeCount} nodes, {database.RelationshipCount} relationships, as of commit {database.Sequence}."
            )
        );
        await context.Output.WriteLineAsync(Checked(archive, database));
        return ExitCode.Success;
    }

    /// <summary>What of the backup was read, each byte of it against its checksum.</summary>
    private static string Checked(BackupArchive archive, BackedUpDatabase database)
    {
        string own = string.Create(
            CultureInfo.InvariantCulture,
            $"Read and found undamaged: the {database.Files.Count} files of '{database.Name}', {ImportText.Size(database.Bytes)}."
        );
        int others = archive.Databases.Count - 1;
        return others == 0
            ? own
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{own} Not read: what the backup holds of {others} other {(others == 1 ? "database" : "databases")}; 'quiver database verify-backup' reads all of it."
            );
    }

    private static BackedUpDatabase Choose(BackupArchive archive, string? asked, string? typed)
    {
        if (asked is not null)
        {
            return archive.Find(asked);
        }
        var named = archive.Databases.FirstOrDefault(database =>
            string.Equals(database.Name, typed, StringComparison.OrdinalIgnoreCase)
        );
        if (named is not null)
        {
            return named;
        }
        if (IsSystem(typed))
        {
            return archive.Find(DatabaseNames.System);
        }
        // A backup of all databases holds the users and settings besides: who has a single database means that one.
        BackedUpDatabase[] candidates =
        [
            .. archive.Databases.Where(static database => !IsSystem(database.Name)),
        ];
        if (candidates.Length == 0)
        {
            candidates = [.. archive.Databases];
        }
        return candidates.Length == 1
            ? candidates[0]
            : throw UsageErrors.Invalid(
                $"{archive.Path} holds several databases ({string.Join(", ", archive.Databases.Select(static d => d.Name))}): say which with {FromDatabase}=<name>."
            );
    }

    private static string NameOf(string typed) =>
        IsSystem(typed) ? DatabaseNames.System : DatabaseArgument.Normalize(typed);

    private static bool IsSystem(string? name) =>
        DatabaseNames.System.Equals(name, StringComparison.OrdinalIgnoreCase);
}
