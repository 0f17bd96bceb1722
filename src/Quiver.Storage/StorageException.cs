namespace Quiver.Storage;

/// <summary>The world failed: a file, a disk, a permission, a lock held by another process. The cause and path are kept.</summary>
/// <param name="message">What failed, with the path, and what to do.</param>
/// <param name="inner">The operating system's error.</param>
public class StorageException(string message, Exception? inner = null)
    : IOException(message, inner);
