using System.Buffers.Binary;
using System.Text;

namespace Quiver.Benchmarks.Bolt;

/// <summary>Writes Bolt messages.</summary>
internal sealed class PackWriter
{
    private const int TinyText = 16;
    private const int LargestChunk = ushort.MaxValue;
    private const int MostOfValue = 9;

    private byte[] _bytes = new byte[64 * 1024];
    private int _messageStart;
    private int _length;

    public void Begin(byte tag, int fields)
    {
        Need(MostOfValue);
        _messageStart = _length;
        _length += 2;
        _bytes[_length++] = (byte)(0xB0 | fields);
        _bytes[_length++] = tag;
    }

    public void End()
    {
        int content = _messageStart + 2;
        int length = _length - content;
        int furtherChunks = (length - 1) / LargestChunk;
        Need(2 * furtherChunks + 2);
        for (int chunk = furtherChunks; chunk > 0; chunk--)
        {
            int from = content + chunk * LargestChunk;
            int count = Math.Min(LargestChunk, length - chunk * LargestChunk);
            int to = from + 2 * chunk;
            _bytes.AsSpan(from, count).CopyTo(_bytes.AsSpan(to));
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(to - 2), (ushort)count);
        }
        BinaryPrimitives.WriteUInt16BigEndian(
            _bytes.AsSpan(_messageStart),
            (ushort)Math.Min(LargestChunk, length)
        );
        _length += 2 * furtherChunks;
        _bytes[_length++] = 0;
        _bytes[_length++] = 0;
    }

    /// <summary>Begins a map of at most 15 entries.</summary>
    public void Map(int entries)
    {
        Need(MostOfValue);
        _bytes[_length++] = (byte)(0xA0 | entries);
    }

    /// <summary>Begins a list.</summary>
    public void List(int items)
    {
        Need(MostOfValue);
        _bytes[_length++] = 0xD6;
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), items);
        _length += sizeof(int);
    }

    public void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Need(MostOfValue + count);
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
        Need(MostOfValue);
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

    private void Need(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, 2 * (_bytes.Length + bytes));
        }
    }
}
