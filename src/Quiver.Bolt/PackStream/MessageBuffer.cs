using System.Buffers.Binary;
using Quiver.Foundation;

namespace Quiver.Bolt.PackStream;

/// <summary>
/// Outgoing bytes: messages are written into it piece by piece and cut into chunks when they end. Reused for the life of a connection.
/// </summary>
/// <remarks>
/// <code>message = { u16 length (1..65535) | bytes }+ | 00 00</code>
/// Not thread safe.
/// </remarks>
internal sealed class MessageBuffer
{
    private const int ChunkHeader = 2;
    private const int MaxChunk = ushort.MaxValue;
    private const int KeptCapacity = 1 << 20;

    private byte[] _bytes = new byte[16 * 1024];
    private int _length;
    private int _messageStart = -1;

    /// <summary>Finished bytes that wait to be sent.</summary>
    public int Length => _messageStart < 0 ? _length : _messageStart;

    /// <summary>The finished bytes.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Begins a message.</summary>
    public void BeginMessage()
    {
        Invariant.Assert(_messageStart < 0);
        _messageStart = _length;
        GetSpan(ChunkHeader);
        _length += ChunkHeader;
    }

    /// <summary>Ends the message: writes its chunk lengths and its end mark.</summary>
    public void EndMessage()
    {
        Invariant.Assert(_messageStart >= 0);
        int contentLength = _length - _messageStart - ChunkHeader;
        int furtherChunks = Math.Max(0, (contentLength - 1) / MaxChunk);
        GetSpan(furtherChunks * ChunkHeader + ChunkHeader);
        int content = _messageStart + ChunkHeader;
        for (int chunk = furtherChunks; chunk > 0; chunk--)
        {
            int from = content + chunk * MaxChunk;
            int length = Math.Min(MaxChunk, contentLength - chunk * MaxChunk);
            int to = from + chunk * ChunkHeader;
            Buffer.BlockCopy(_bytes, from, _bytes, to, length);
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(to - ChunkHeader), (ushort)length);
        }
        BinaryPrimitives.WriteUInt16BigEndian(
            _bytes.AsSpan(_messageStart),
            (ushort)Math.Min(MaxChunk, contentLength)
        );
        _length += furtherChunks * ChunkHeader;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_length), 0);
        _length += ChunkHeader;
        _messageStart = -1;
    }

    /// <summary>Forgets a message that was begun and not ended, if there is one.</summary>
    public void AbandonUnfinished()
    {
        _length = Length;
        _messageStart = -1;
    }

    /// <summary>Empties the buffer after its bytes were sent.</summary>
    public void Clear()
    {
        Invariant.Assert(_messageStart < 0);
        _length = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[KeptCapacity];
        }
    }

    /// <summary>Room for so many further bytes; <see cref="Advance"/> says how many were written.</summary>
    public Span<byte> GetSpan(int count)
    {
        if (_bytes.Length - _length < count)
        {
            long wanted = Math.Max(_bytes.Length * 2L, (long)_length + count);
            Array.Resize(ref _bytes, (int)Math.Min(wanted, Array.MaxLength));
        }
        return _bytes.AsSpan(_length);
    }

    /// <summary>Counts bytes written into the last span.</summary>
    public void Advance(int count) => _length += count;
}
