using System.Text;

namespace Quiver.Csv.Encodings;

/// <summary>The encodings of East Asia, of one to four bytes a character, by the decoders of the runtime.</summary>
internal sealed class MultiByteDecoder : TextDecoder
{
    private const int ChunkBytes = 1024;

    private readonly ForeignFallback _fallback = new();
    private readonly Decoder _decoder;
    private readonly char[] _characters = new char[(ChunkBytes + 8) * 2];
    private int _start;
    private int _end;

    public MultiByteDecoder(int codePage)
    {
        _decoder = CodePagesEncodingProvider
            .Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, _fallback)!
            .GetDecoder();
    }

    public override int Decode(
        ReadOnlySpan<byte> source,
        bool isEnd,
        Span<byte> destination,
        out int consumed
    )
    {
        consumed = 0;
        if (_start == _end)
        {
            var chunk = source[..Math.Min(ChunkBytes, source.Length)];
            bool isLast = isEnd && chunk.Length == source.Length;
            _decoder.Convert(chunk, _characters, isLast, out consumed, out _end, out _);
            _start = 0;
        }
        int written = 0;
        while (_start < _end && destination.Length - written >= LeastRoom)
        {
            var rest = _characters.AsSpan(_start, _end - _start);
            if (
                rest.StartsWith(ForeignFallback.Mark)
                && _fallback.Bytes.TryDequeue(out byte foreign)
            )
            {
                written += ForeignBytes.Write(foreign, destination[written..]);
                _start += ForeignFallback.Mark.Length;
                continue;
            }
            Rune.DecodeFromUtf16(rest, out var rune, out int units);
            written += rune.EncodeToUtf8(destination[written..]);
            _start += units;
        }
        return written;
    }
}
