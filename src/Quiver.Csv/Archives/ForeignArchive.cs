namespace Quiver.Csv.Archives;

/// <summary>Recognises what is packed in a way that is not read, so that it is not taken for text in a wrong encoding.</summary>
internal static class ForeignArchive
{
    /// <summary>The name of the format that a file's first bytes are of; null when it is none of these.</summary>
    public static string? NameOf(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
            [0x04, 0x22, 0x4D, 0x18, ..] => "lz4",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "7z",
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 0x07, ..] => "rar",
            // Behind the signature and the block size stands the mark of a block, or of the end.
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..]
            or [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x17, 0x72, ..] =>
                "bzip2",
            _ => null,
        };
}
