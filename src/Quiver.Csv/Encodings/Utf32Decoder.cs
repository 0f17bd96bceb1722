using System.Buffers.Binary;
using System.Text;

namespace Quiver.Csv.Encodings;

/// <summary>UTF-32 of either byte order; numbers that are no character are foreign.</summary>
internal sealed class Utf32Decoder(bool isBigEndian) : TextDecoder
{
    private const int UnitBytes = 4;

    public override int Decode(
        ReadOnlySpan<byte> source,
        bool isEnd,
        Span<byte> destination,
        out int consumed
    )
    {
        consumed = 0;
        int written = 0;
        while (destination.Length - written >= LeastRoom && consumed < source.Length)
        {
            var rest = source[consumed..];
            if (rest.Length < UnitBytes && !isEnd)
            {
                break;
            }
            if (rest.Length >= UnitBytes && Rune.TryCreate(Read(rest), out var rune))
            {
                written += rune.EncodeToUtf8(destination[written..]);
                consumed += UnitBytes;
                continue;
            }
            int foreign = Math.Min(UnitBytes, rest.Length);
            for (int i = 0; i < foreign; i++)
            {
                written += ForeignBytes.Write(rest[i], destination[written..]);
            }
            consumed += foreign;
        }
        return written;
    }

    private int Read(ReadOnlySpan<byte> unit) =>
        isBigEndian
            ? BinaryPrimitives.ReadInt32BigEndian(unit)
            : BinaryPrimitives.ReadInt32LittleEndian(unit);
}
