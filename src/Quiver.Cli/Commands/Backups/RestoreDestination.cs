using Quiver.Cli.Commands.Import;
using Quiver.Import.Destinations;
using Quiver.Server.Admin;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;

namespace Quiver.Cli.Commands.Backups;

/// <summary>Where a restored database goes: what stands there is whole until the last rename, also while it is served.</summary>
internal sealed class RestoreDestination
{
    /// <summary>The option by which a database that stands there is replaced.</summary>
    public const string Overwrite = "--overwrite-destination";

    private readonly IDestination _destination;
    private readonly string _name;
    private readonly CancellationToken _stop;

    private RestoreDestination(IDestination destination, string name, CancellationToken stop)
    {
        _destination = destination;
        _name = name;
        _stop = stop;
    }

    /// <summary>Finds the place of a database. The database of databases cannot be exchanged under a server that uses it.</summary>
    /// <param name="home">The data home.</param>
    /// <param name="name">The database's name.</param>
    /// <param name="directory">The database's folder.</param>
    /// <param name="context">The command's surroundings.</param>
    public static async Task<RestoreDestination> FindAsync(
        string home,
        string name,
        string directory,
        CommandContext context
    )
    {
        if (name != DatabaseNames.System)
        {
            var served = new ServedDestination(context.FileSystem, home, name, directory);
            return new(served, name, context.Stop);
        }
        await using var server = await AdminClient.TryConnectAsync(home, context.Stop);
        return server is null
            ? new(new LocalDestination(context.FileSystem, directory), name, context.Stop)
            : throw new CommandException(
                ExitCode.InUse,
                "The database 'system' can be restored only while no server serves the data home: stop the server."
            );
    }

    /// <summary>What stands there.</summary>
    public DestinationState Look() => _destination.Look(_stop);

    /// <summary>Ends the command where what stands there must stay.</summary>
    public void Refuse(DestinationState? state, bool overwrites)
    {
        if (state == DestinationState.InUse)
        {
            throw new CommandException(
                ExitCode.InUse,
                $"The database '{_name}' is in use by another process. Nothing was changed."
            );
        }
        if (state == DestinationState.Used && !overwrites)
        {
            throw new CommandException(
                ExitCode.InUse,
                $"The database '{_name}' exists. {Overwrite} replaces it; nothing was changed."
            );
        }
    }

    /// <summary>Puts a restored base there.</summary>
    /// <param name="generation">The base.</param>
    /// <param name="overwrites">Whether what stands there may be replaced.</param>
    /// <param name="clean">Tidies up; is told whether the base was published.</param>
    public void Publish(SealedGeneration generation, bool overwrites, Action<bool> clean)
    {
        DestinationState? inTheWay;
        try
        {
            inTheWay = _destination.Publish(generation, overwrites, _stop);
        }
        catch (AdminException error)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"The server did not take the restored database '{_name}': {error.Message}",
                error
            );
        }
        clean(inTheWay is null);
        Refuse(inTheWay, overwrites);
    }
}
