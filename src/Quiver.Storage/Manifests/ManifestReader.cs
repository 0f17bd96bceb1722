using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Quiver.Storage.Manifests;

/// <summary>Takes a manifest's binary form apart; whatever cannot be is corruption.</summary>
internal ref struct ManifestReader(ReadOnlySpan<byte> body, string path, int bodyOffset)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _body = body;
    private int _position;

    /// <summary>The next 32 bits.</summary>
    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>The next 64 bits.</summary>
    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>The next uuid.</summary>
    public Guid Uuid() => new(Take(16), bigEndian: true);

    /// <summary>The next count of items that take so many bytes each at least.</summary>
    public int Count(int leastItemBytes)
    {
        int count = Int();
        int most = (_body.Length - _position) / leastItemBytes;
        return count >= 0 && count <= most
            ? count
            : throw Damaged(
                string.Create(CultureInfo.InvariantCulture, $"a count up to {most}"),
                count.ToString(CultureInfo.InvariantCulture)
            );
    }

    /// <summary>The next bytes, with their length before them.</summary>
    public byte[] Bytes() => Take(Count(1)).ToArray();

    /// <summary>The next text.</summary>
    public string Text()
    {
        var bytes = Take(Count(1));
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("UTF-8 text", "other bytes");
        }
    }

    /// <summary>The next text, as it stands there.</summary>
    public ReadOnlySpan<byte> Utf8()
    {
        var bytes = Take(Count(1));
        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? bytes
            : throw Damaged("UTF-8 text", "other bytes");
    }

    /// <summary>The next value, with its length before it.</summary>
    public Model.Values.Value Value()
    {
        var bytes = Take(Count(1));
        try
        {
            var value = Model.Values.ValueBinary.Read(ref bytes);
            return bytes.IsEmpty ? value : throw Damaged("one value", "further bytes");
        }
        catch (FormatException)
        {
            throw Damaged("a value", "other bytes");
        }
    }

    /// <summary>The next text, which must be a plain file name.</summary>
    public string FileName()
    {
        string name = Text();
        return
            name.Length > 0 && name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\0') < 0
            ? name
            : throw Damaged("a file name", name);
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void ExpectEnd()
    {
        if (_position != _body.Length)
        {
            string found = (_body.Length - _position).ToString(CultureInfo.InvariantCulture);
            throw Damaged("the end", $"{found} more bytes");
        }
    }

    /// <summary>The error for what was just read.</summary>
    public readonly CorruptionException Damaged(string expected, string found) =>
        new(path, bodyOffset + _position, expected, found);

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _body.Length - _position)
        {
            string left = (_body.Length - _position).ToString(CultureInfo.InvariantCulture);
            throw Damaged("more content", $"{left} bytes");
        }
        var result = _body.Slice(_position, bytes);
        _position += bytes;
        return result;
    }
}
