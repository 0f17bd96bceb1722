using System.Buffers.Binary;
using System.Text;

namespace Quiver.Benchmarks.Bolt;

/// <summary>Writes Bolt messages of one chunk each.</summary>
internal sealed class PackWriter
{
    private const int TinyText = 16;

    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _messageStart;
    private int _length;

    public void Begin(byte tag, int fields)
    {
        _messageStart = _length;
        _length += 2;
        _bytes[_length++] = (byte)(0xB0 | fields);
        _bytes[_length++] = tag;
    }

    public void End()
    {
        int chunk = _length - _messageStart - 2;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_messageStart), checked((ushort)chunk));
        _bytes[_length++] = 0;
        _bytes[_length++] = 0;
    }

    public void Map(int entries) => _bytes[_length++] = (byte)(0xA0 | entries);

    public void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        if (count < TinyText)
        {
            _bytes[_length++] = (byte)(0x80 | count);
        }
        else
        {
            _bytes[_length++] = 0xD1;
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_length), checked((ushort)count));
            _length += 2;
        }
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    public void Integer(long value)
    {
        _bytes[_length++] = 0xCB;
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }

    /// <summary>What was written since the last call; valid until the next message begins.</summary>
    public ReadOnlySpan<byte> TakeWritten()
    {
        var written = _bytes.AsSpan(0, _length);
        _length = 0;
        return written;
    }
}
