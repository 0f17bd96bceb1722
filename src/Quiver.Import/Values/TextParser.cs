using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Text, copied from the file to the column without an object in between.</summary>
internal sealed unsafe class TextParser(CellRules rules, bool isChar) : CellParser(rules)
{
    /// <summary>Bytes that <see cref="Copy"/> may write behind the text: the column has room for them.</summary>
    public const int Overshoot = 64;

    public override ColumnType StoredType => ColumnType.Text;

    public override ColumnNoteKind NoteKind => ColumnNoteKind.OuterBlanks;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Text, cells.RowCount, cells.TextLength + (long)Overshoot);
        int* offsets = column.Offsets;
        byte* bytes = column.Bytes;
        byte quote = Rules.Quote;
        bool isPlain = !Rules.TrimStrings;
        NoteCount = 0;
        var presence = new PresenceBits(column.Presence);
        int end = 0;
        for (int row = 0; row < cells.RowCount; row++)
        {
            offsets[row] = end;
            byte* text = cells.Cell(row, out int length);
            if (length > 0 && *text != quote && isPlain)
            {
                if (*text <= ' ' | text[length - 1] <= ' ')
                {
                    CountBlanks(new ReadOnlySpan<byte>(text, length));
                }
                Copy(text, bytes + end, length);
                end += length;
                presence.Append(true);
            }
            else
            {
                presence.Append(TryCopySlow(text, length, bytes, ref end));
            }
        }
        offsets[cells.RowCount] = end;
        presence.Finish();
        column.End(presence.Count);
        if (isChar)
        {
            CheckCharacters(column);
        }
    }

    /// <summary>Counts a text when a blank begins or ends it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountBlanks(ReadOnlySpan<byte> text)
    {
        if (CsvCell.Trim(text).Length < text.Length)
        {
            NoteCount++;
        }
    }

    /// <summary>Copies in whole vectors: reads and writes up to <see cref="Overshoot"/> bytes beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* from, byte* to, int length)
    {
        for (int at = 0; at < length; at += Vector256<byte>.Count)
        {
            Vector256.Store(Vector256.Load(from + at), to + at);
        }
    }

    private bool TryCopySlow(byte* text, int length, byte* bytes, ref int end)
    {
        var raw = new ReadOnlySpan<byte>(text, length);
        raw = Rules.TrimStrings ? CsvCell.Trim(raw) : raw;
        if (CsvCell.IsQuoted(raw, Rules.Quote))
        {
            int unquoted = CsvCell.Unquote(
                raw,
                Rules.Quote,
                Rules.LegacyStyleQuoting,
                new Span<byte>(bytes + end, raw.Length)
            );
            CountBlanks(new ReadOnlySpan<byte>(bytes + end, unquoted));
            end += unquoted;
            return unquoted > 0 || !Rules.IgnoreEmptyStrings;
        }
        CountBlanks(raw);
        raw.CopyTo(new Span<byte>(bytes + end, raw.Length));
        end += raw.Length;
        return raw.Length > 0;
    }

    private static void CheckCharacters(ColumnChunk column)
    {
        for (int row = 0; row < column.RowCount; row++)
        {
            var text = column.BytesOf(row);
            if (text.Length > 0)
            {
                Rune.DecodeFromUtf8(text, out _, out int first);
                if (first != text.Length)
                {
                    throw Wrong(row, text, "is more than one character");
                }
            }
        }
    }
}
