namespace Quiver.Csv.Encodings;

/// <summary>
/// Puts delimiters and quotes beyond ASCII back where they are content. While a file is read, each occurrence is replaced by a single byte that never occurs in UTF-8
/// (<see cref="WideCharacterDecoder"/>), which the scans can look for; what they do not take for a delimiter or quote is content.
/// </summary>
internal sealed class WideCharacters(CsvDialect dialect)
{
    /// <summary>Stands for the delimiter.</summary>
    public const byte DelimiterByte = 0xFF;

    /// <summary>Stands for the quote.</summary>
    public const byte QuoteByte = 0xFE;

    private readonly byte[] _delimiter = dialect.Delimiter.ToUtf8();
    private readonly byte[] _quote = dialect.Quote.ToUtf8();

    /// <summary>Bytes that a text takes at most once all is put back.</summary>
    public long RestoredLength(ReadOnlySpan<byte> text) =>
        text.Length
        + ((long)text.Count(DelimiterByte) * _delimiter.Length)
        + ((long)text.Count(QuoteByte) * _quote.Length);

    /// <summary>Copies a scanned text, and moves the ends of its cells and the beginnings of its files along.</summary>
    /// <returns>Bytes written.</returns>
    public int RestoreText(
        ReadOnlySpan<byte> text,
        Span<int> ends,
        Span<byte> to,
        PlaceFinder places
    )
    {
        int piece = 0;
        int written = 0;
        int start = 0;
        for (int i = 1; i < ends.Length; i++)
        {
            if (piece < places.Pieces.Count && places.Pieces[piece].Offset == start)
            {
                places.Move(piece++, written);
            }
            written += Restore(text[start..ends[i]], to[written..]);
            start = ends[i] + 1;
            to[written] = text[ends[i]];
            ends[i] = written++;
        }
        return written;
    }

    /// <summary>
    /// Copies a raw cell. A quoted one keeps the bytes that stand for its outer quotes; a doubled quote inside becomes the one that it means.
    /// </summary>
    /// <returns>Bytes written.</returns>
    private int Restore(ReadOnlySpan<byte> cell, Span<byte> to)
    {
        var core = dialect.TrimStrings ? CsvCell.Trim(cell) : cell;
        bool isQuoted = core.Length >= 2 && core[0] == QuoteByte && core[^1] == QuoteByte;
        if (!isQuoted)
        {
            return RestoreAll(cell, to, isInQuotes: false);
        }
        int open = cell.IndexOf(QuoteByte);
        int close = cell.LastIndexOf(QuoteByte);
        cell[..(open + 1)].CopyTo(to);
        int written = open + 1;
        written += RestoreAll(cell[(open + 1)..close], to[written..], isInQuotes: true);
        cell[close..].CopyTo(to[written..]);
        return written + cell.Length - close;
    }

    private int RestoreAll(ReadOnlySpan<byte> content, Span<byte> to, bool isInQuotes)
    {
        int written = 0;
        while (!content.IsEmpty)
        {
            int plain = content.IndexOfAny(DelimiterByte, QuoteByte, (byte)'\\');
            plain = plain < 0 ? content.Length : plain;
            content[..plain].CopyTo(to[written..]);
            written += plain;
            content = content[plain..];
            if (!content.IsEmpty)
            {
                content = content[RestoreOne(content, to, isInQuotes, ref written)..];
            }
        }
        return written;
    }

    /// <summary>Restores what the content begins with; returns how many bytes of it that takes.</summary>
    private int RestoreOne(
        ReadOnlySpan<byte> content,
        Span<byte> to,
        bool isInQuotes,
        ref int written
    )
    {
        byte first = content[0];
        byte second = content.Length > 1 ? content[1] : (byte)0;
        bool escapes = isInQuotes && dialect.LegacyStyleQuoting && first == (byte)'\\';
        if (first == (byte)'\\' && !(escapes && second is QuoteByte or (byte)'\\'))
        {
            to[written++] = first;
            return 1;
        }
        if (escapes && second == (byte)'\\')
        {
            // Both stay: taking the quotes off makes one of them.
            to[written++] = first;
            to[written++] = second;
            return 2;
        }
        byte[] character = first == DelimiterByte ? _delimiter : _quote;
        character.CopyTo(to[written..]);
        written += character.Length;
        bool isPair = escapes || (isInQuotes && first == QuoteByte && second == QuoteByte);
        return isPair ? 2 : 1;
    }
}
