using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Quiver.Csv.Encodings;

/// <summary>UTF-16 of either byte order; surrogates without their other half are foreign.</summary>
internal sealed class Utf16Decoder(bool isBigEndian) : TextDecoder
{
    private const int UnitBytes = 2;

    private readonly char[] _units = new char[4096];

    public override int Decode(
        ReadOnlySpan<byte> source,
        bool isEnd,
        Span<byte> destination,
        out int consumed
    )
    {
        int count = Math.Min(_units.Length, source.Length / UnitBytes);
        source[..(count * UnitBytes)].CopyTo(MemoryMarshal.AsBytes(_units.AsSpan()));
        if (isBigEndian)
        {
            var units = MemoryMarshal.Cast<char, ushort>(_units.AsSpan(0, count));
            BinaryPrimitives.ReverseEndianness(units, units);
        }
        bool isLast = isEnd && source.Length - (count * UnitBytes) < UnitBytes;
        int done = 0;
        int written = 0;
        while (done < count && destination.Length - written >= LeastRoom)
        {
            var status = Utf8.FromUtf16(
                _units.AsSpan(done, count - done),
                destination[written..],
                out int read,
                out int bytes,
                replaceInvalidSequences: false,
                isFinalBlock: isLast
            );
            done += read;
            written += bytes;
            if (status != OperationStatus.InvalidData)
            {
                break;
            }
            if (destination.Length - written >= LeastRoom)
            {
                written += WriteForeign(
                    source.Slice(done * UnitBytes, UnitBytes),
                    destination[written..]
                );
                done++;
            }
        }
        consumed = done * UnitBytes;
        if (isLast && consumed + 1 == source.Length && destination.Length - written >= LeastRoom)
        {
            written += ForeignBytes.Write(source[consumed++], destination[written..]);
        }
        return written;
    }

    private static int WriteForeign(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        int written = 0;
        foreach (byte b in bytes)
        {
            written += ForeignBytes.Write(b, destination[written..]);
        }
        return written;
    }
}
