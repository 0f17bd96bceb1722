using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>The body of the log record of a commit whose change run lies in a file of the store.</summary>
/// <remarks>
/// <code>
/// 0   u32  CRC-32C of all bytes of the file
/// 4   i32  length of its name
/// 8   i64  its length
/// 16  its name, ASCII
/// ..  new names: labels, types, property keys, as in a change run
/// </code>
/// </remarks>
/// <param name="File">The file.</param>
/// <param name="Names">Names that are new with the commit; the run itself has none.</param>
internal sealed record AdoptedRun(PatchFile File, TokenTable Names)
{
    private const string Prefix = "adopted-";
    private const string Suffix = ".qpt";
    private const int NameOffset = 16;

    /// <summary>The name of the file of an increment.</summary>
    public static string NameOf(Guid increment) =>
        Prefix + increment.ToString("N", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The increment of a file.</summary>
    public static Guid IdOf(string name) =>
        Guid.ParseExact(name.AsSpan()[Prefix.Length..^Suffix.Length], "N");

    /// <summary>Whether a name is that of such a file. Until the log was read nobody knows whether it is needed.</summary>
    public static bool IsName(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal)
        && Guid.TryParseExact(name.AsSpan()[Prefix.Length..^Suffix.Length], "N", out _);

    /// <summary>The body.</summary>
    public byte[] Encode()
    {
        byte[] name = Encoding.ASCII.GetBytes(File.Name);
        byte[] names = ChangeRunWriter.Encode(Names);
        byte[] body = new byte[NameOffset + name.Length + names.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(body, File.Checksum);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), name.Length);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(8), File.Length);
        name.CopyTo(body, NameOffset);
        names.CopyTo(body, NameOffset + name.Length);
        return body;
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="CorruptionException">It is none.</exception>
    public static AdoptedRun Decode(ReadOnlySpan<byte> body, string source)
    {
        int length =
            body.Length < NameOffset ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
        if (length < 0 || length > body.Length - NameOffset)
        {
            throw new CorruptionException(source, 0, "the name of a file", $"{body.Length} bytes");
        }
        string name = Encoding.ASCII.GetString(body.Slice(NameOffset, length));
        if (!IsName(name))
        {
            throw new CorruptionException(source, NameOffset, "the name of a change run", name);
        }
        var rest = body[(NameOffset + length)..];
        return new(
            new PatchFile(
                name,
                BinaryPrimitives.ReadInt64LittleEndian(body[8..]),
                BinaryPrimitives.ReadUInt32LittleEndian(body)
            ),
            ChangeRunFormat.ReadTokens(ref rest, source)
        );
    }
}
