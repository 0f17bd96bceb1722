using System.Buffers;

namespace Quiver.Csv.Encodings;

/// <summary>Replaces delimiters and quotes beyond ASCII in UTF-8 text by single bytes; see <see cref="WideCharacters"/>.</summary>
internal sealed class WideCharacterDecoder : TextDecoder
{
    private readonly byte[] _delimiter;
    private readonly byte[] _quote;
    private readonly SearchValues<byte> _special;

    public WideCharacterDecoder(CsvDialect dialect)
    {
        // What is a single byte already is left alone: nothing begins with an empty sequence's stand-in.
        _delimiter = dialect.Delimiter.IsAscii ? [] : dialect.Delimiter.ToUtf8();
        _quote = dialect.Quote.IsAscii ? [] : dialect.Quote.ToUtf8();
        byte[] special =
        [
            .. _delimiter.Take(1),
            .. _quote.Take(1),
            WideCharacters.DelimiterByte,
            WideCharacters.QuoteByte,
        ];
        _special = SearchValues.Create(special);
    }

    public override int Decode(
        ReadOnlySpan<byte> source,
        bool isEnd,
        Span<byte> destination,
        out int consumed
    )
    {
        consumed = 0;
        int written = 0;
        while (consumed < source.Length && destination.Length - written >= LeastRoom)
        {
            var rest = source[consumed..];
            int plain = rest.IndexOfAny(_special);
            plain = plain < 0 ? rest.Length : plain;
            if (plain > 0)
            {
                plain = Math.Min(plain, destination.Length - written);
                rest[..plain].CopyTo(destination[written..]);
                written += plain;
                consumed += plain;
                continue;
            }
            if (!isEnd && (IsCutOff(rest, _delimiter) || IsCutOff(rest, _quote)))
            {
                break;
            }
            consumed += ReplaceOne(rest, destination, ref written);
        }
        return written;
    }

    private static bool IsCutOff(ReadOnlySpan<byte> rest, byte[] sequence) =>
        rest.Length < sequence.Length && sequence.AsSpan().StartsWith(rest);

    private int ReplaceOne(ReadOnlySpan<byte> rest, Span<byte> destination, ref int written)
    {
        if (_delimiter.Length > 0 && rest.StartsWith(_delimiter))
        {
            destination[written++] = WideCharacters.DelimiterByte;
            return _delimiter.Length;
        }
        if (_quote.Length > 0 && rest.StartsWith(_quote))
        {
            destination[written++] = WideCharacters.QuoteByte;
            return _quote.Length;
        }
        if (rest[0] is WideCharacters.DelimiterByte or WideCharacters.QuoteByte)
        {
            // Never valid in UTF-8: it must not pass for the character that the byte now stands for.
            written += ForeignBytes.Write(rest[0], destination[written..]);
        }
        else
        {
            destination[written++] = rest[0];
        }
        return 1;
    }
}
