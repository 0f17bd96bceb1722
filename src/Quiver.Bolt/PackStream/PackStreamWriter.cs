using System.Buffers.Binary;
using System.Text;

namespace Quiver.Bolt.PackStream;

/// <summary>Writes PackStream version 1 into a message buffer. Integers take their smallest form.</summary>
/// <param name="buffer">Where a message was begun.</param>
internal readonly struct PackStreamWriter(MessageBuffer buffer)
{
    private const int TinyLimit = 16;
    private const int MinTinyInteger = -16;

    public void WriteNull() => WriteByte(Marker.Null);

    public void WriteBoolean(bool value) => WriteByte(value ? Marker.True : Marker.False);

    public void WriteInteger(long value)
    {
        var span = buffer.GetSpan(9);
        if (value is >= MinTinyInteger and <= sbyte.MaxValue)
        {
            span[0] = (byte)value;
            buffer.Advance(1);
        }
        else if (value is >= sbyte.MinValue and < MinTinyInteger)
        {
            span[0] = Marker.Int8;
            span[1] = (byte)value;
            buffer.Advance(2);
        }
        else if (value is >= short.MinValue and <= short.MaxValue)
        {
            span[0] = Marker.Int16;
            BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
            buffer.Advance(3);
        }
        else if (value is >= int.MinValue and <= int.MaxValue)
        {
            span[0] = Marker.Int32;
            BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
            buffer.Advance(5);
        }
        else
        {
            span[0] = Marker.Int64;
            BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
            buffer.Advance(9);
        }
    }

    public void WriteFloat(double value)
    {
        var span = buffer.GetSpan(9);
        span[0] = Marker.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        buffer.Advance(9);
    }

    public void WriteString(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        WriteSize(length, Marker.TinyString, Marker.String8);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        WriteSize(utf8.Length, Marker.TinyString, Marker.String8);
        WriteRaw(utf8);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        var span = buffer.GetSpan(5);
        if (bytes.Length <= byte.MaxValue)
        {
            span[0] = Marker.Bytes8;
            span[1] = (byte)bytes.Length;
            buffer.Advance(2);
        }
        else if (bytes.Length <= ushort.MaxValue)
        {
            span[0] = Marker.Bytes16;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)bytes.Length);
            buffer.Advance(3);
        }
        else
        {
            span[0] = Marker.Bytes32;
            BinaryPrimitives.WriteInt32BigEndian(span[1..], bytes.Length);
            buffer.Advance(5);
        }
        WriteRaw(bytes);
    }

    public void BeginList(int count) => WriteSize(count, Marker.TinyList, Marker.List8);

    public void BeginMap(int count) => WriteSize(count, Marker.TinyMap, Marker.Map8);

    public void BeginStructure(byte tag, int fieldCount)
    {
        var span = buffer.GetSpan(2);
        span[0] = (byte)(Marker.TinyStruct | fieldCount);
        span[1] = tag;
        buffer.Advance(2);
    }

    private void WriteSize(int size, byte tiny, byte marker8)
    {
        var span = buffer.GetSpan(5);
        if (size < TinyLimit)
        {
            span[0] = (byte)(tiny | size);
            buffer.Advance(1);
        }
        else if (size <= byte.MaxValue)
        {
            span[0] = marker8;
            span[1] = (byte)size;
            buffer.Advance(2);
        }
        else if (size <= ushort.MaxValue)
        {
            span[0] = (byte)(marker8 + 1);
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)size);
            buffer.Advance(3);
        }
        else
        {
            span[0] = (byte)(marker8 + 2);
            BinaryPrimitives.WriteInt32BigEndian(span[1..], size);
            buffer.Advance(5);
        }
    }

    private void WriteByte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.GetSpan(bytes.Length));
        buffer.Advance(bytes.Length);
    }
}
