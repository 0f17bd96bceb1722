using System.Globalization;

namespace Quiver.Storage;

/// <summary>Bytes on disk are not what was written.</summary>
/// <param name="file">The damaged file.</param>
/// <param name="offset">The damaged block's offset in bytes.</param>
/// <param name="expected">What must stand there.</param>
/// <param name="found">What stands there.</param>
public sealed class CorruptionException(string file, long offset, string expected, string found)
    : StorageException($"{file} is damaged at byte {offset}: expected {expected}, found {found}.")
{
    /// <summary>The damaged file.</summary>
    public string File { get; } = file;

    /// <summary>The damaged block's offset in bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>What must stand there and what does.</summary>
    public string Problem { get; } = $"expected {expected}, found {found}";

    /// <summary>A CRC-32C differs from the one that was written.</summary>
    /// <param name="file">The damaged file.</param>
    /// <param name="offset">The offset in bytes of what was summed.</param>
    /// <param name="expected">The checksum that was written.</param>
    /// <param name="found">That of the bytes there are.</param>
    public static CorruptionException Checksum(
        string file,
        long offset,
        uint expected,
        uint found
    ) =>
        new(
            file,
            offset,
            string.Create(CultureInfo.InvariantCulture, $"checksum {expected:x8}"),
            found.ToString("x8", CultureInfo.InvariantCulture)
        );
}
