using System.Text;

namespace Quiver.Csv.Encodings;

/// <summary>Text of which each byte is a character.</summary>
internal sealed class SingleByteDecoder : TextDecoder
{
    private const int CodeCount = 256;

    private readonly byte[][] _characters = new byte[CodeCount][];

    /// <summary>Makes the table of an encoding.</summary>
    /// <param name="encoding">The encoding, which must throw on bytes that it does not know.</param>
    /// <param name="knowsControls">Whether bytes that mean control characters U+0080 to U+009F are known; in code pages of Windows such bytes are gaps.</param>
    public SingleByteDecoder(Encoding encoding, bool knowsControls)
    {
        for (int code = 0; code < CodeCount; code++)
        {
            try
            {
                string text = encoding.GetString([(byte)code]);
                bool isGap =
                    !knowsControls && text.Length == 1 && text[0] is >= '\x80' and < '\xA0';
                _characters[code] = isGap ? Foreign((byte)code) : Encoding.UTF8.GetBytes(text);
            }
            catch (DecoderFallbackException)
            {
                _characters[code] = Foreign((byte)code);
            }
        }
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
            byte[] character = _characters[source[consumed++]];
            if (character.Length == 1)
            {
                destination[written++] = character[0];
                continue;
            }
            character.CopyTo(destination[written..]);
            written += character.Length;
        }
        return written;
    }

    private static byte[] Foreign(byte code)
    {
        byte[] text = new byte[ForeignBytes.Width];
        ForeignBytes.Write(code, text);
        return text;
    }
}
