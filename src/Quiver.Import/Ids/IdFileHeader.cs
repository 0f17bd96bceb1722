using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage;

namespace Quiver.Import.Ids;

/// <summary>What an <see cref="IdFile"/> begins with.</summary>
/// <param name="Hash">How its ids are hashed.</param>
/// <param name="IsText">Whether ids are text.</param>
/// <param name="Count">How many ids there are.</param>
/// <param name="EntryBytes">Bytes of all entries.</param>
/// <param name="EntryChecksum">CRC-32C of all entries.</param>
internal readonly record struct IdFileHeader(
    IdHash Hash,
    bool IsText,
    long Count,
    long EntryBytes,
    uint EntryChecksum
)
{
    /// <summary>Bytes before the first entry.</summary>
    public const int Bytes = 64;

    private const ulong Magic = 0x31_53_44_49_56_49_55_51; // "QUIVIDS1"
    private const int ChecksumOffset = Bytes - sizeof(uint);

    /// <summary>Writes it to the start of a file.</summary>
    public void Write(IFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes.Clear();
        ulong[] words =
        [
            Magic,
            Hash.Seed,
            Hash.TextMask,
            IsText ? 1u : 0,
            (ulong)Count,
            (ulong)EntryBytes,
            EntryChecksum,
        ];
        MemoryMarshal.AsBytes<ulong>(words).CopyTo(bytes);
        MemoryMarshal.Write(bytes[ChecksumOffset..], Crc32C.Compute(bytes[..ChecksumOffset]));
        file.Write(bytes, 0);
    }

    /// <summary>Reads it, and checks it and the file's length.</summary>
    /// <exception cref="CorruptionException">It is not what was written.</exception>
    public static IdFileHeader Read(IFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        int read = file.Read(bytes, 0);
        if (
            read < Bytes
            || MemoryMarshal.Read<uint>(bytes[ChecksumOffset..])
                != Crc32C.Compute(bytes[..ChecksumOffset])
        )
        {
            throw new CorruptionException(
                file.Path,
                0,
                "the header of an id file",
                $"{read} bytes"
            );
        }
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var header = new IdFileHeader(
            new IdHash(words[1], words[2]),
            words[3] != 0,
            (long)words[4],
            (long)words[5],
            (uint)words[6]
        );
        if (words[0] != Magic || file.Length != Bytes + header.EntryBytes)
        {
            throw new CorruptionException(
                file.Path,
                0,
                $"an id file of {Bytes + header.EntryBytes} bytes",
                $"{file.Length} bytes"
            );
        }
        return header;
    }
}
