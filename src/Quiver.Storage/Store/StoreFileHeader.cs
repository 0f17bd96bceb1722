using System.Buffers.Binary;

namespace Quiver.Storage.Store;

/// <summary>The beginning of a store file: tells people and tools what the file is. Blocks are found through the manifest, not through it.</summary>
/// <remarks>
/// <code>
/// 0   u8×8  "QUIVERST"
/// 8   u32   format version: 1
/// 12  u8×52 zero
/// 64  blocks, each at a multiple of 64, zeros between them
/// </code>
/// </remarks>
internal static class StoreFileHeader
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 64;

    /// <summary>The version that this release writes.</summary>
    public const int Version = 1;

    /// <summary>Fills the first <see cref="Length"/> bytes of a span.</summary>
    public static void Write(Span<byte> destination)
    {
        destination[..Length].Clear();
        "QUIVERST"u8.CopyTo(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[8..], Version);
    }

    /// <summary>Whether the bytes are such a header.</summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        Span<byte> expected = stackalloc byte[Length];
        Write(expected);
        return bytes.Length >= Length && bytes[..Length].SequenceEqual(expected);
    }
}
