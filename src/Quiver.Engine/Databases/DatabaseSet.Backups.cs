using Quiver.Storage.Backups;

namespace Quiver.Engine.Databases;

/// <content>Databases as a backup copies them.</content>
internal sealed partial class DatabaseSet
{
    /// <summary>Pins a database for a backup; one that is stopped is opened for this moment.</summary>
    /// <exception cref="Model.Status.CypherException">It does not exist, or cannot be opened.</exception>
    public async ValueTask<BackupSource> PinForBackupAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        if (name != Storage.Catalog.DatabaseNames.System && IsStopped(name))
        {
            using var stored = OpenStored(name);
            return await stored.PinForBackupAsync(cancellationToken);
        }
        var database = Enter(name);
        try
        {
            return await database.Store.PinForBackupAsync(cancellationToken);
        }
        finally
        {
            database.Leave();
        }
    }
}
