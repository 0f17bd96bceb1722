namespace Quiver.Storage.Segments;

/// <summary>A finished block in an encoder's buffer.</summary>
/// <param name="Start">Its offset in the buffer.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Checksum">Its CRC-32C.</param>
internal readonly record struct EncodedBlock(long Start, int Length, uint Checksum)
{
    /// <summary>No block.</summary>
    public static readonly EncodedBlock None = new(0, 0, 0);
}
