using System.Buffers.Binary;
using System.Text;

namespace Quiver.EndToEnd.Bolt;

/// <summary>Writes Bolt messages.</summary>
internal sealed class PackOutput
{
    private readonly MemoryStream _messages = new();
    private readonly MemoryStream _bytes = new();

    /// <summary>Begins a message.</summary>
    public void Begin(byte tag, int fields) => _bytes.Write([(byte)(0xB0 | fields), tag]);

    /// <summary>Ends it.</summary>
    public void End()
    {
        Span<byte> head = stackalloc byte[2];
        foreach (byte[] chunk in _bytes.ToArray().Chunk(ushort.MaxValue))
        {
            BinaryPrimitives.WriteUInt16BigEndian(head, (ushort)chunk.Length);
            _messages.Write(head);
            _messages.Write(chunk);
        }
        _messages.Write([0, 0]);
        _bytes.SetLength(0);
    }

    /// <summary>Writes a value: null, whole numbers, text, lists and maps of these.</summary>
    public void Write(object? value)
    {
        Span<byte> head = stackalloc byte[9];
        switch (value)
        {
            case null:
                _bytes.WriteByte(0xC0);
                break;
            case long number:
                head[0] = 0xCB;
                BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
                _bytes.Write(head);
                break;
            case string text:
                byte[] utf8 = Encoding.UTF8.GetBytes(text);
                WriteHead(0xD2, utf8.Length);
                _bytes.Write(utf8);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteHead(0xDA, map.Count);
                foreach (var (key, item) in map)
                {
                    Write(key);
                    Write(item);
                }
                break;
            case IReadOnlyList<object?> list:
                WriteHead(0xD6, list.Count);
                foreach (object? item in list)
                {
                    Write(item);
                }
                break;
            default:
                throw new ArgumentException($"No PackStream form for {value.GetType()}.");
        }
    }

    /// <summary>What was written since the last call.</summary>
    public byte[] Take()
    {
        byte[] taken = _messages.ToArray();
        _messages.SetLength(0);
        return taken;
    }

    private void WriteHead(byte marker, int count)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = marker;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], count);
        _bytes.Write(head);
    }
}
