using Quiver.Csv.Kernels;

namespace Quiver.Csv;

/// <summary>The content of a cell, given its raw bytes between the separators.</summary>
public static class CsvCell
{
    private const byte Backslash = (byte)'\\';

    /// <summary>The raw bytes without the blanks around them that trimming drops.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t"u8);
        bool mayHaveOthers = !raw.IsEmpty && !(IsPlain(raw[0]) && IsPlain(raw[^1]));
        return mayHaveOthers ? TrimRare(raw) : raw;
    }

    /// <summary>Whether a raw cell (trimmed, where the dialect trims) is a quoted one.</summary>
    public static bool IsQuoted(ReadOnlySpan<byte> raw, byte quote) =>
        raw.Length >= 2 && raw[0] == quote;

    /// <summary>
    /// Writes the content of a quoted cell: the outer quotes dropped, doubled ones halved. The destination must have room for the raw length.
    /// </summary>
    /// <param name="raw">The raw cell.</param>
    /// <param name="quote">The byte around it.</param>
    /// <param name="hasEscapes">Whether a backslash before a quote or a backslash stands for that (<see cref="CsvDialect.LegacyStyleQuoting"/>).</param>
    /// <param name="destination">Receives the content.</param>
    /// <returns>The content's length.</returns>
    public static int Unquote(
        ReadOnlySpan<byte> raw,
        byte quote,
        bool hasEscapes,
        Span<byte> destination
    )
    {
        var rest = raw[1..^1];
        int length = 0;
        while (true)
        {
            int at = hasEscapes ? rest.IndexOfAny(quote, Backslash) : rest.IndexOf(quote);
            if (at < 0)
            {
                rest.CopyTo(destination[length..]);
                return length + rest.Length;
            }
            bool isEscape =
                rest[at] != quote
                && at + 1 < rest.Length
                && (rest[at + 1] == quote || rest[at + 1] == Backslash);
            rest[..(at + 1)].CopyTo(destination[length..]);
            length += at + 1;
            if (isEscape)
            {
                destination[length - 1] = rest[at + 1];
            }
            bool isPair = isEscape || rest[at] == quote;
            rest = rest[(at + (isPair ? 2 : 1))..];
        }
    }

    /// <summary>The content of a raw cell: itself when it is not quoted, else a copy without quotes.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> raw, CsvDialect dialect)
    {
        if (dialect.TrimStrings)
        {
            raw = Trim(raw);
        }
        if (!IsQuoted(raw, dialect.QuoteByte))
        {
            return raw;
        }
        byte[] content = new byte[raw.Length];
        int length = Unquote(raw, dialect.QuoteByte, dialect.LegacyStyleQuoting, content);
        return content.AsSpan(0, length);
    }

    /// <summary>Whether a byte is surely no part of a blank, once the common ones are gone.</summary>
    private static bool IsPlain(byte b) => b is > (byte)' ' and < 0x80;

    private static ReadOnlySpan<byte> TrimRare(ReadOnlySpan<byte> raw)
    {
        while (BlankAtStart(raw) is > 0 and var length)
        {
            raw = raw[length..];
        }
        while (BlankAtEnd(raw) is > 0 and var length)
        {
            raw = raw[..^length];
        }
        return raw;
    }

    /// <summary>Line ends, which stand only inside quotes, are blanks around what is written there.</summary>
    private static int BlankAtStart(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[0] is (byte)'\n' or (byte)'\r' ? 1 : Blanks.LengthAtStart(text);

    private static int BlankAtEnd(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[^1] is (byte)'\n' or (byte)'\r' ? 1 : Blanks.LengthAtEnd(text);
}
