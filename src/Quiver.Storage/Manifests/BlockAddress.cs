namespace Quiver.Storage.Manifests;

/// <summary>Where a block stands and what its bytes must sum to.</summary>
/// <param name="File">The number of its store file in the manifest's file table, from 0; -1 for no block.</param>
/// <param name="Offset">Its first byte's offset in the file; a multiple of 64.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Checksum">The CRC-32C of its bytes.</param>
public readonly record struct BlockAddress(int File, long Offset, int Length, uint Checksum)
{
    /// <summary>No block.</summary>
    public static readonly BlockAddress None = new(-1, 0, 0, 0);

    /// <summary>Whether there is a block.</summary>
    public bool Exists => File >= 0;
}
