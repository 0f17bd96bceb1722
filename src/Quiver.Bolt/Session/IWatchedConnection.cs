namespace Quiver.Bolt.Session;

/// <summary>A connection that a <see cref="ReadAheadWatch"/> looks after.</summary>
internal interface IWatchedConnection
{
    /// <summary>Takes over the reading of a connection whose request takes long.</summary>
    /// <returns>Whether a request is being worked on.</returns>
    bool ReadAheadIfBusy();
}
