using System.Runtime.InteropServices;

namespace Quiver.Storage.Indexes;

/// <summary>A block of an index run, as the run's directory names it.</summary>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="FirstEntry">How many entries stand in the blocks before.</param>
/// <param name="FirstId">The id of its first entry.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Checksum">The CRC-32C of its bytes.</param>
/// <param name="KeyOffset">Where the key of its first entry begins among the directory's keys.</param>
/// <param name="KeyLength">That key's length.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct IndexDirectoryEntry(
    long Offset,
    long FirstEntry,
    long FirstId,
    int Length,
    uint Checksum,
    int KeyOffset,
    int KeyLength
);
