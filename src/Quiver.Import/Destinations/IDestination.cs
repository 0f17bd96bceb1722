using Quiver.Storage.Generations;

namespace Quiver.Import.Destinations;

/// <summary>The place where an import puts its database: what stands there is looked at before the import begins and replaced when it is finished.</summary>
/// <remarks>Who has the database open meanwhile may go on reading and writing it.</remarks>
public interface IDestination
{
    /// <summary>What stands there now. Changes nothing.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    /// <exception cref="UnauthorizedAccessException">The operating system refuses to let it be told.</exception>
    DestinationState Look(CancellationToken cancellation);

    /// <summary>Puts a finished import there. What stands there is looked at once more: it may have come, or been used, since the import began.</summary>
    /// <param name="generation">The import.</param>
    /// <param name="overwrite">Whether a database that was ever used may be replaced.</param>
    /// <param name="cancellation">Gives up waiting for those who have the database open.</param>
    /// <returns>What stood in the way, so that nothing was done: <see cref="DestinationState.Used"/> or <see cref="DestinationState.InUse"/>; null when it is done.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    DestinationState? Publish(
        SealedGeneration generation,
        bool overwrite,
        CancellationToken cancellation
    );
}
