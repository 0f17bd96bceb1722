using System.Buffers;
using Quiver.Bolt.PackStream;

namespace Quiver.Bolt.Framing;

/// <summary>Joins incoming chunks to messages.</summary>
/// <remarks>
/// <code>message = { u16 length (1..65535) | bytes }+ | 00 00        00 00 alone between messages is a no-operation</code>
/// Chunks may be cut anywhere, even inside a value. Not thread safe.
/// </remarks>
/// <param name="maxMessageBytes">A longer message ends the connection.</param>
internal sealed class MessageReader(int maxMessageBytes)
{
    private const int FirstBytes = 4096;
    private const int KeptBytes = 1 << 20;

    private byte[] _message = new byte[FirstBytes];
    private int _length;
    private int _chunkRest;
    private bool _inMessage;

    /// <summary>The longest message taken; raised after authentication.</summary>
    public int MaxMessageBytes { get; set; } = maxMessageBytes;

    /// <summary>How much memory messages are joined in. What a long one took is given back with the next call: a connection that sent one may live for days.</summary>
    public int BufferBytes => _message.Length;

    /// <summary>Consumes bytes until a message is whole.</summary>
    /// <param name="source">Received bytes; what was consumed is cut off its start.</param>
    /// <param name="message">The message; valid until the next call.</param>
    /// <returns>False when more bytes are needed (all of <paramref name="source"/> that could be used is consumed).</returns>
    /// <exception cref="PackStreamException">The message is too long.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> source, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (!_inMessage && _message.Length > KeptBytes)
        {
            _message = new byte[FirstBytes];
        }
        while (true)
        {
            if (_chunkRest > 0)
            {
                int count = (int)Math.Min(_chunkRest, source.Length);
                Take(source.Slice(0, count), count);
                source = source.Slice(count);
                _chunkRest -= count;
                if (_chunkRest > 0)
                {
                    return false;
                }
            }
            if (!TryReadHeader(ref source, out int header))
            {
                return false;
            }
            if (header > 0)
            {
                _inMessage = true;
                _chunkRest = header;
            }
            else if (_inMessage)
            {
                message = _message.AsSpan(0, _length);
                _inMessage = false;
                _length = 0;
                return true;
            }
        }
    }

    private static bool TryReadHeader(ref ReadOnlySequence<byte> source, out int header)
    {
        header = 0;
        if (source.Length < 2)
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[2];
        source.Slice(0, 2).CopyTo(bytes);
        source = source.Slice(2);
        header = bytes[0] << 8 | bytes[1];
        return true;
    }

    private void Take(in ReadOnlySequence<byte> bytes, int count)
    {
        if (_length + (long)count > MaxMessageBytes)
        {
            throw new PackStreamException($"A message is longer than {MaxMessageBytes} bytes.");
        }
        if (_length + count > _message.Length)
        {
            Array.Resize(ref _message, Math.Max(_length + count, _message.Length * 2));
        }
        bytes.CopyTo(_message.AsSpan(_length));
        _length += count;
    }
}
