using System.Buffers;
using System.Globalization;
using System.Text;
using Quiver.Csv.Encodings;

namespace Quiver.Csv;

/// <summary>Turns raw text into what messages and reports show.</summary>
internal static class ShownText
{
    /// <summary>The text, cut when longer, with bytes that are no text in hexadecimal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxBytes">Where it is cut.</param>
    /// <param name="dialect">The dialect in which it is stored.</param>
    /// <param name="isRewritten">Whether bytes that the file's encoding does not know are marked in it: they are shown as the file has them.</param>
    public static string Of(
        ReadOnlySpan<byte> text,
        int maxBytes,
        CsvDialect dialect,
        bool isRewritten
    )
    {
        bool isCut = text.Length > maxBytes;
        text = isCut ? text[..maxBytes] : text;
        var shown = new StringBuilder();
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out var rune, out int length);
            if (status == OperationStatus.Done)
            {
                shown.Append(rune);
            }
            else if (status == OperationStatus.NeedMoreData && isCut)
            {
                break;
            }
            else if (dialect.IsWide && text[0] == WideCharacters.DelimiterByte)
            {
                shown.Append(dialect.Delimiter);
            }
            else if (dialect.IsWide && text[0] == WideCharacters.QuoteByte)
            {
                shown.Append(dialect.Quote);
            }
            else if (isRewritten && ForeignBytes.TryRead(text, out byte foreign))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{foreign:X2}");
                length = ForeignBytes.Width;
            }
            else
            {
                foreach (byte b in text[..length])
                {
                    shown.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
                }
            }
            text = text[length..];
        }
        return isCut ? shown.Append('…').ToString() : shown.ToString();
    }
}
