using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Settings;
using Quiver.Foundation.Text;
using Quiver.Storage.Catalog;

namespace Quiver.Cli.Commands;

/// <summary>Reads the name of a database from a command line.</summary>
internal static class DatabaseArgument
{
    private const string DefaultName = "neo4j";

    /// <summary>The name in the form in which it is stored.</summary>
    /// <param name="name">As typed; null for the default.</param>
    public static string Normalize(string? name) =>
        DatabaseNames.TryNormalize(name ?? DefaultName, out string? normalized, out string? problem)
            ? normalized
            : throw UsageErrors.Invalid(problem);

    /// <summary>The folder of a database that must exist; that of <c>system</c>, too, may be looked at.</summary>
    public static string FindDirectory(ParsedArguments arguments, CommandContext context)
    {
        var settings = ServerSettings.Read(arguments, context);
        string? typed = arguments.Positionals.FirstOrDefault() ?? settings.DefaultDatabase;
        bool isSystem = DatabaseNames.System.Equals(typed, StringComparison.OrdinalIgnoreCase);
        string name = isSystem ? DatabaseNames.System : Normalize(typed);
        var catalog = new DatabaseCatalog(context.FileSystem, settings.DataDirectory);
        if (catalog.Exists(name))
        {
            return catalog.DirectoryOf(name);
        }
        if (DatabaseRemains.Exist(context.FileSystem, catalog.DirectoryOf(name)))
        {
            throw DatabaseRemains.Error(catalog.DirectoryOf(name));
        }
        string? nearest = NearestName.Find(name, catalog.List());
        string hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        throw new CommandException(
            ExitCode.Failed,
            $"Database does not exist. Database name: '{name}' (in {catalog.DatabasesDirectory}).{hint}"
        );
    }
}
