using Quiver.Foundation.IO;

namespace Quiver.Storage.Store;

/// <summary>Immutable bytes under keys, each put as a whole.</summary>
/// <remarks>All methods throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the disk fails.</remarks>
public interface IStoreFiles
{
    /// <summary>Keeps the bytes that a writer puts into an empty file under a key that the caller chose; on return they are durable there. What stood under the key is replaced. When the writer throws nothing is kept.</summary>
    /// <param name="key">The key.</param>
    /// <param name="write">The writer.</param>
    /// <param name="direct">Whether the file is opened to be written past the page cache: <see cref="IFileSystem.CreateNew"/>.</param>
    void Put(string key, Action<IFileHandle> write, bool direct = false);

    /// <summary>Maps all bytes under a key. The caller disposes the region.</summary>
    /// <exception cref="CorruptionException">Their number is not the one that the manifest says.</exception>
    IMappedRegion Map(string key, long length);

    /// <summary>Where the bytes under a key stand, as errors and findings name it.</summary>
    string PathOf(string key);
}
