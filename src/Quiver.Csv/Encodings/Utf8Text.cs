using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Quiver.Csv.Encodings;

/// <summary>Looks for what is no UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>Finds the first byte that begins no valid character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWide">Whether the bytes that stand for wide characters are valid.</param>
    /// <param name="offset">Where it is.</param>
    public static bool TryFindInvalid(ReadOnlySpan<byte> text, bool isWide, out int offset)
    {
        offset = 0;
        while (offset < text.Length)
        {
            var rest = text[offset..];
            int length = isWide
                ? rest.IndexOfAny(WideCharacters.QuoteByte, WideCharacters.DelimiterByte)
                : -1;
            var segment = length < 0 ? rest : rest[..length];
            if (!Utf8.IsValid(segment))
            {
                offset += InvalidOffset(segment);
                return true;
            }
            offset += segment.Length + 1;
        }
        return false;
    }

    private static int InvalidOffset(ReadOnlySpan<byte> text)
    {
        int offset = 0;
        while (true)
        {
            int ascii = text[offset..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            offset += Math.Max(0, ascii);
            if (Rune.DecodeFromUtf8(text[offset..], out _, out int length) != OperationStatus.Done)
            {
                return offset;
            }
            offset += length;
        }
    }
}
