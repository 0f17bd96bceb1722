using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Quiver.Storage.Segments;

/// <summary>The errors about blocks: damage found while reading, and content that the format cannot hold.</summary>
internal static class BlockErrors
{
    /// <summary>A block's bytes do not sum to what its address says.</summary>
    public static CorruptionException Checksum(BlockOrigin origin, uint expected, uint found) =>
        CorruptionException.Checksum(origin.File, origin.Offset, expected, found);

    /// <summary>A block's content contradicts itself.</summary>
    public static CorruptionException Content(BlockOrigin origin, string expected, long found) =>
        new(origin.File, origin.Offset, expected, found.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same, thrown out of line so that hot readers stay small.</summary>
    [DoesNotReturn]
    public static void ThrowContent(BlockOrigin origin, string expected, long found) =>
        throw Content(origin, expected, found);

    /// <summary>One column or adjacency block would exceed what one block can hold.</summary>
    public static StorageException TooLarge(string what, long bytes) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what} takes {bytes} bytes in one segment of 65,536 ids; at most {BlockLimits.MaxBlockBytes} are possible."
            )
        );
}
