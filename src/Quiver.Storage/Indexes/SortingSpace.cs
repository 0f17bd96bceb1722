using Quiver.Foundation.IO;

namespace Quiver.Storage.Indexes;

/// <summary>Where entries of an index are sorted.</summary>
/// <param name="Files">The file system; null when everything fits into memory.</param>
/// <param name="Folder">The folder for temporary files, which is made when it is needed; its owner deletes it.</param>
/// <param name="MemoryBytes">Bytes of entries and keys in memory, about.</param>
internal readonly record struct SortingSpace(IFileSystem? Files, string Folder, long MemoryBytes)
{
    /// <summary>What a build may take.</summary>
    public const long DefaultMemoryBytes = 128L << 20;

    /// <summary>Memory alone, for entries of which there are few.</summary>
    public static SortingSpace Memory { get; } = new(null, "", long.MaxValue);
}
