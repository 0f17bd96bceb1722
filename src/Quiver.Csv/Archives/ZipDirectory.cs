using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Quiver.Csv.Archives;

/// <summary>The directory at the end of a zip archive, as far as the runtime does not tell what stands there: by which method a file is packed.</summary>
/// <remarks>
/// <code>
/// entry      u32 "PK\1\2"; u16×2; u16 flags; u16 method; u32×5 times, checksum, lengths; u16 name's, extra's, comment's length; 12 bytes; name; extra; comment
/// end        u32 "PK\5\6"; u16×4; u32 directory's length; u32 directory's start; u16 comment's length; comment
/// </code>
/// </remarks>
internal static class ZipDirectory
{
    private const int EntryBytes = 46;
    private const int EndBytes = 22;
    private const int MostCommentBytes = ushort.MaxValue;

    /// <summary>Entries that are looked at: what is behind so many is another archive than one of a single file.</summary>
    private const int MostEntries = 1000;

    /// <summary>How a file is packed, where that is neither stored nor deflated; null where it is, or where the directory cannot be read.</summary>
    public static string? FindUnknownMethod(Stream file, string name)
    {
        long before = file.Position;
        try
        {
            return FindMethod(file, Encoding.UTF8.GetBytes(name)) switch
            {
                null or 0 or 8 or 9 => null,
                1 => "shrink",
                6 => "implode",
                12 => "bzip2",
                14 => "lzma",
                93 => "zstd",
                95 => "xz",
                98 => "ppmd",
                99 => "AES encryption",
                { } other => string.Create(CultureInfo.InvariantCulture, $"number {other}"),
            };
        }
        finally
        {
            file.Position = before;
        }
    }

    private static int? FindMethod(Stream file, ReadOnlySpan<byte> name)
    {
        long at = FindStart(file);
        Span<byte> entry = stackalloc byte[EntryBytes];
        for (int i = 0; i < MostEntries && at >= 0 && at + EntryBytes <= file.Length; i++)
        {
            file.Position = at;
            file.ReadExactly(entry);
            if (!entry.StartsWith("PK\x01\x02"u8))
            {
                return null;
            }
            int nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            int extraBytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
            int commentBytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            byte[] found = new byte[nameBytes];
            int read = file.ReadAtLeast(found, nameBytes, throwOnEndOfStream: false);
            if (name.SequenceEqual(found.AsSpan(0, read)))
            {
                return BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
            }
            at += EntryBytes + nameBytes + extraBytes + commentBytes;
        }
        return null;
    }

    /// <summary>Where the directory begins; -1 where its end is not found.</summary>
    private static long FindStart(Stream file)
    {
        int length = (int)Math.Min(file.Length, EndBytes + MostCommentBytes);
        byte[] tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return end < 0 || end + EndBytes > length
            ? -1
            : BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
    }
}
