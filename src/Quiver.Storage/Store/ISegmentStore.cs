using Quiver.Foundation.IO;

namespace Quiver.Storage.Store;

/// <summary>
/// Keeps the immutable bytes that a manifest names: the store files of a base and patches, each under a key. What is sealed here is durable and
/// never changes; whether it belongs to the database only the manifest says.
/// </summary>
/// <remarks>
/// All methods throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the disk fails. Reading is thread safe; whoever
/// puts or deletes holds the database's LOCK, and whoever begins a base holds its IMPORT lock.
/// </remarks>
public interface ISegmentStore : IStoreFiles
{
    /// <summary>Begins a whole new base; first deletes what writers that died left behind.</summary>
    /// <param name="kept">A run that died and is to stay; null for none.</param>
    ISegmentWriter Begin(string? kept = null);

    /// <summary>The folders of runs that were neither published nor deleted.</summary>
    IReadOnlyList<string> Runs();

    /// <summary>Gives a run that died while it was sealed its bytes back.</summary>
    /// <param name="run">The run, one of <see cref="Runs"/>.</param>
    /// <param name="taken">Keys that the live manifest names, which are no longer the run's.</param>
    void Reclaim(string run, IReadOnlyCollection<string> taken);

    /// <summary>Goes on with a run that died, behind a mark. Its bytes were reclaimed and verified before.</summary>
    ISegmentWriter Continue(string run, StoreMark mark);

    /// <summary>Deletes a run that died, and its bytes, which were reclaimed before.</summary>
    void Discard(string run);

    /// <summary>Keeps bytes under a key that the caller chose; on return they are durable there. What stood under the key is replaced.</summary>
    void Put(string key, ReadOnlySpan<byte> bytes);

    /// <summary>Opens the bytes under a key for reads that go to the disk instead of through a map.</summary>
    IFileHandle OpenRead(string key);

    /// <summary>All keys, in ordinal order; none when nothing was ever kept.</summary>
    IReadOnlyList<string> List();

    /// <summary>Deletes the bytes under a key; nothing happens when there are none. Regions that are mapped stay readable.</summary>
    void Delete(string key);
}
