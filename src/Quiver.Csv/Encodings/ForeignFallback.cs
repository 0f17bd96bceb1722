using System.Text;

namespace Quiver.Csv.Encodings;

/// <summary>Lets a decoder of the runtime go on behind bytes that it does not know: it keeps them, and puts a mark into the text for each.</summary>
internal sealed class ForeignFallback : DecoderFallback
{
    /// <summary>Stands for one byte: two code points that Unicode keeps for internal use.</summary>
    public const string Mark = "\uFDD0\uFDD1";

    private const int LongestSequence = 8;

    /// <summary>The bytes in order.</summary>
    public Queue<byte> Bytes { get; } = new();

    public override int MaxCharCount => LongestSequence * Mark.Length;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new MarkBuffer(Bytes);

    private sealed class MarkBuffer(Queue<byte> bytes) : DecoderFallbackBuffer
    {
        private int _length;
        private int _next;

        public override int Remaining => _length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            foreach (byte unknown in bytesUnknown)
            {
                bytes.Enqueue(unknown);
            }
            _length = bytesUnknown.Length * Mark.Length;
            _next = 0;
            return _length > 0;
        }

        public override char GetNextChar() => _next < _length ? Mark[_next++ % Mark.Length] : '\0';

        public override bool MovePrevious()
        {
            _next = Math.Max(0, _next - 1);
            return _next > 0;
        }

        public override void Reset()
        {
            _length = 0;
            _next = 0;
        }
    }
}
