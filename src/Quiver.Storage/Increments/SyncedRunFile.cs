using Quiver.Foundation.IO;

namespace Quiver.Storage.Increments;

/// <summary>
/// A file whose pieces are each on the disk before the next one is written: what is left to be synced does not hold up the sync of a commit meanwhile. The page cache has all of
/// it afterwards, for those who read it soon.
/// </summary>
/// <param name="handle">The file, empty.</param>
internal sealed class SyncedRunFile(IFileHandle handle) : IRunFile
{
    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        handle.Write(bytes, offset);
        handle.SyncData();
    }

    /// <inheritdoc/>
    public void Finish(long length) { }
}
