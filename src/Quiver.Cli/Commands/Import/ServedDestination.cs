using Quiver.Engine.Databases;
using Quiver.Foundation.IO;
using Quiver.Import.Destinations;
using Quiver.Server.Admin;
using Quiver.Storage.Generations;

namespace Quiver.Cli.Commands.Import;

/// <summary>
/// A database in a home that a server may serve. The server, if there is one now, says what stands there and publishes; otherwise the import does it itself.
/// Servers may start, stop and die while the import runs.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="home">The data home.</param>
/// <param name="name">The database's normalized name.</param>
/// <param name="directory">The database's folder.</param>
internal sealed class ServedDestination(
    IFileSystem files,
    string home,
    string name,
    string directory
) : IDestination
{
    // As long as a server takes to stop, or to start so far that it can be asked.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly LocalDestination _local = new(files, directory);

    /// <inheritdoc/>
    public DestinationState Look(CancellationToken cancellation) =>
        LookAsync(cancellation).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public DestinationState? Publish(
        SealedGeneration generation,
        bool overwrite,
        CancellationToken cancellation
    ) => PublishAsync(generation, overwrite, cancellation).AsTask().GetAwaiter().GetResult();

    private async ValueTask<DestinationState> LookAsync(CancellationToken cancellation)
    {
        var server = await AdminClient.TryConnectAsync(home, cancellation);
        if (server is null)
        {
            return _local.Look(cancellation);
        }
        await using (server)
        {
            return await server.DatabaseUseAsync(name, cancellation) switch
            {
                DatabaseUse.Absent => DestinationState.Absent,
                DatabaseUse.Unused => DestinationState.Unused,
                DatabaseUse.Used => DestinationState.Used,
                _ => DestinationState.InUse,
            };
        }
    }

    private async ValueTask<DestinationState?> PublishAsync(
        SealedGeneration generation,
        bool overwrite,
        CancellationToken cancellation
    )
    {
        long deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                var server = await AdminClient.TryConnectAsync(home, cancellation);
                var inTheWay = server is null
                    ? _local.Publish(generation, overwrite, cancellation)
                    : await PublishByAsync(server, generation, overwrite, cancellation);
                if (inTheWay != DestinationState.InUse || Environment.TickCount64 >= deadline)
                {
                    return inTheWay;
                }
            }
            catch (AdminException error) when (!error.IsAnswer)
            {
                // The server died, stopped or hangs, and may have published before that. To ask once more does no harm.
                if (Environment.TickCount64 >= deadline)
                {
                    throw;
                }
            }
            await Task.Delay(Pause, cancellation);
        }
    }

    private async ValueTask<DestinationState?> PublishByAsync(
        AdminClient server,
        SealedGeneration generation,
        bool overwrite,
        CancellationToken cancellation
    )
    {
        await using (server)
        {
            return await server.PublishImportAsync(
                name,
                generation.Run,
                overwrite,
                cancellation
            ) switch
            {
                PublishOutcome.Published => null,
                PublishOutcome.Refused => DestinationState.Used,
                _ => DestinationState.InUse,
            };
        }
    }
}
