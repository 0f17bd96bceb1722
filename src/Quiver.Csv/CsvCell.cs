namespace Quiver.Csv;

/// <summary>The content of a cell, given its raw bytes between the separators.</summary>
public static class CsvCell
{
    /// <summary>The raw bytes without the blanks around them that trimming drops.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> raw) => raw.Trim(" \t"u8);

    /// <summary>Whether a raw cell (trimmed, where the dialect trims) is a quoted one.</summary>
    public static bool IsQuoted(ReadOnlySpan<byte> raw, byte quote) =>
        raw.Length >= 2 && raw[0] == quote;

    /// <summary>
    /// Writes the content of a quoted cell: the outer quotes dropped, doubled ones halved. The destination must have room for the raw length.
    /// </summary>
    /// <returns>The content's length.</returns>
    public static int Unquote(ReadOnlySpan<byte> raw, byte quote, Span<byte> destination)
    {
        var rest = raw[1..^1];
        int length = 0;
        while (true)
        {
            int at = rest.IndexOf(quote);
            if (at < 0)
            {
                rest.CopyTo(destination[length..]);
                return length + rest.Length;
            }
            rest[..(at + 1)].CopyTo(destination[length..]);
            length += at + 1;
            rest = rest[(at + 2)..];
        }
    }

    /// <summary>The content of a raw cell: itself when it is not quoted, else a copy without quotes.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> raw, CsvDialect dialect)
    {
        if (dialect.TrimStrings)
        {
            raw = Trim(raw);
        }
        if (!IsQuoted(raw, dialect.Quote))
        {
            return raw;
        }
        byte[] content = new byte[raw.Length];
        return content.AsSpan(0, Unquote(raw, dialect.Quote, content));
    }
}
