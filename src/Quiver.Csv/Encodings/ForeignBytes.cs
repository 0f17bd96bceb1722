using System.Buffers;
using System.Text;

namespace Quiver.Csv.Encodings;

/// <summary>
/// Bytes of a file that its encoding does not know. In text that is rewritten on its way into a block each is kept as a marker and two bytes
/// with half of it, which is no valid UTF-8: the row is found to be wrong, and the message can say what stood there.
/// </summary>
/// <remarks>
/// <code>
/// F8 | A0 + high four bits | A0 + low four bits
/// </code>
/// The last two look like continuation bytes, so that columns count one character.
/// </remarks>
internal static class ForeignBytes
{
    /// <summary>Bytes that a foreign byte takes in the text.</summary>
    public const int Width = 3;

    /// <summary>The first of these bytes.</summary>
    public const byte Marker = 0xF8;

    private const byte Half = 0xA0;
    private const int MaxShown = 4;

    /// <summary>Writes a foreign byte.</summary>
    public static int Write(byte foreign, Span<byte> text)
    {
        text[0] = Marker;
        text[1] = (byte)(Half | (foreign >> 4));
        text[2] = (byte)(Half | (foreign & 0xF));
        return Width;
    }

    /// <summary>The bytes of the file that the text, which does not begin with a valid character, has there.</summary>
    /// <param name="text">The text from the invalid place on.</param>
    /// <param name="isRewritten">Whether foreign bytes are marked in it.</param>
    public static byte[] Read(ReadOnlySpan<byte> text, bool isRewritten)
    {
        var bytes = new List<byte>();
        while (isRewritten && bytes.Count < MaxShown && TryRead(text, out byte foreign))
        {
            bytes.Add(foreign);
            text = text[Width..];
        }
        if (bytes.Count == 0)
        {
            bool isRune = Rune.DecodeFromUtf8(text, out _, out int length) == OperationStatus.Done;
            bytes.AddRange(text[..(isRune ? 0 : length)]);
        }
        return [.. bytes];
    }

    /// <summary>Reads the foreign byte at the beginning of a text; false when there is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out byte foreign)
    {
        bool isMarked =
            text.Length >= Width
            && text[0] == Marker
            && (text[1] & 0xF0) == Half
            && (text[2] & 0xF0) == Half;
        foreign = isMarked ? (byte)(((text[1] & 0xF) << 4) | (text[2] & 0xF)) : (byte)0;
        return isMarked;
    }
}
