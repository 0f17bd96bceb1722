using System.Buffers.Binary;
using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Arrays in <see cref="ValueBinary"/> form: elements stand between array delimiters, without any quoting of their own.</summary>
internal sealed unsafe class ArrayParser : CellParser
{
    private const int HeaderBytes = 2 + VarintWriter.MaximumBytes;

    /// <summary>What an element of the other types takes at most, besides the name of a time zone: a point of three dimensions.</summary>
    private const int GeneralBytes = 32;

    private readonly PropertyType _elementType;
    private readonly IntegerParser _integers;
    private readonly FloatParser _floats;
    private readonly ValueCells _values;
    private readonly BinaryColumn _binary = new();

    public ArrayParser(CellRules rules, PropertyType elementType, ValueCells values)
        : base(rules)
    {
        _elementType = elementType;
        (long minimum, long maximum) = CellParsers.RangeOf(elementType);
        _integers = new IntegerParser(rules, minimum, maximum, PropertyTypes.NameOf(elementType));
        _values = values;
        _floats = new FloatParser(rules, elementType == PropertyType.Float);
    }

    public override ColumnType StoredType => ColumnType.Mixed;

    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Mixed, cells.RowCount, cells.TextLength);
        var presence = new PresenceBits(column.Presence);
        int end = 0;
        for (int row = 0; row < cells.RowCount; row++)
        {
            column.Offsets[row] = end;
            byte* text = cells.Cell(row, out int length);
            bool isPresent;
            if (_elementType == PropertyType.String)
            {
                var content = TextOf(text, length);
                isPresent = content.Length > 0;
                end = isPresent ? AppendTexts(row, content, column, end) : end;
            }
            else
            {
                isPresent = TryContent(text, length, out var content);
                end = isPresent ? Append(row, content, column, end) : end;
            }
            presence.Append(isPresent);
        }
        column.Offsets[cells.RowCount] = end;
        presence.Finish();
        column.End(presence.Count);
    }

    /// <summary>The content of a cell of text elements: blanks belong to it.</summary>
    private ReadOnlySpan<byte> TextOf(byte* start, int length)
    {
        var raw = new ReadOnlySpan<byte>(start, length);
        raw = Rules.TrimStrings ? CsvCell.Trim(raw) : raw;
        return CsvCell.IsQuoted(raw, Rules.Quote) ? Unquoted(raw) : raw;
    }

    private int AppendTexts(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        int count = content.Count(Rules.ArrayDelimiter) + 1;
        // Every element costs a length of at most 5 bytes instead of a delimiter.
        long mostBytes = HeaderBytes + content.Length + (count * 5L);
        byte* bytes = Grow(row, content, column, end, mostBytes);
        byte* next = Begin(bytes + end, count, ValueKind.String);
        for (int i = 0; i < count; i++)
        {
            var element = NextElement(ref content);
            element = Rules.TrimStrings ? CsvCell.Trim(element) : element;
            next = VarintWriter.WriteUnsigned(next, (ulong)element.Length);
            element.CopyTo(new Span<byte>(next, element.Length));
            next += element.Length;
        }
        return (int)(next - bytes);
    }

    private int Append(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end) =>
        _elementType switch
        {
            PropertyType.Byte or PropertyType.Short or PropertyType.Int or PropertyType.Long =>
                AppendIntegers(row, content, column, end),
            PropertyType.Float or PropertyType.Double => AppendFloats(row, content, column, end),
            PropertyType.Boolean => AppendBooleans(row, content, column, end),
            _ => AppendGeneral(row, content, column, end),
        };

    private int AppendIntegers(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        int count = content.Count(Rules.ArrayDelimiter) + 1;
        // No number takes more bytes than it has digits.
        byte* bytes = Grow(row, content, column, end, HeaderBytes + (long)content.Length);
        byte* next = Begin(bytes + end, count, ValueKind.Integer);
        for (int i = 0; i < count; i++)
        {
            long number = _integers.ParseOne(row, CsvCell.Trim(NextElement(ref content)));
            next = VarintWriter.WriteSigned(next, number);
        }
        return (int)(next - bytes);
    }

    private int AppendFloats(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        int count = content.Count(Rules.ArrayDelimiter) + 1;
        long mostBytes = HeaderBytes + (count * (long)sizeof(double));
        byte* bytes = Grow(row, content, column, end, mostBytes);
        byte* next = Begin(bytes + end, count, ValueKind.Float);
        for (int i = 0; i < count; i++)
        {
            double number = _floats.ParseOne(row, CsvCell.Trim(NextElement(ref content)));
            BinaryPrimitives.WriteDoubleLittleEndian(new Span<byte>(next, sizeof(double)), number);
            next += sizeof(double);
        }
        return (int)(next - bytes);
    }

    private int AppendBooleans(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        int count = content.Count(Rules.ArrayDelimiter) + 1;
        byte* bytes = Grow(row, content, column, end, HeaderBytes + (long)count);
        byte* next = Begin(bytes + end, count, ValueKind.Boolean);
        for (int i = 0; i < count; i++)
        {
            bool isTrue = BooleanParser.ParseOne(CsvCell.Trim(NextElement(ref content)));
            *next++ = isTrue ? (byte)1 : (byte)0;
        }
        return (int)(next - bytes);
    }

    private int AppendGeneral(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        var whole = content;
        int count = content.Count(Rules.ArrayDelimiter) + 1;
        CheckRoom(row, content, end, content.Length + (count * (long)GeneralBytes));
        var elements = new Value[count];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = ParseElement(row, CsvCell.Trim(NextElement(ref content)));
            if (
                _elementType == PropertyType.Point
                && elements[i].AsPoint().Srid != elements[0].AsPoint().Srid
            )
            {
                throw Wrong(row, whole, "has points of different coordinate reference systems");
            }
        }
        return _binary.Append(Value.List(elements), column, end);
    }

    /// <summary>Cuts the first element off.</summary>
    private ReadOnlySpan<byte> NextElement(ref ReadOnlySpan<byte> content)
    {
        int at = content.IndexOf(Rules.ArrayDelimiter);
        var element = at < 0 ? content : content[..at];
        content = at < 0 ? [] : content[(at + Rules.ArrayDelimiter.Length)..];
        return element;
    }

    private Value ParseElement(int row, ReadOnlySpan<byte> element) =>
        _values.TryRead(element, out var value, out string problem)
            ? value
            : throw Wrong(row, element, problem);

    /// <summary>Makes room for an array behind those of the rows before; fails the row when there is none.</summary>
    private static byte* Grow(
        int row,
        ReadOnlySpan<byte> content,
        ColumnChunk column,
        int end,
        long mostBytes
    )
    {
        CheckRoom(row, content, end, mostBytes);
        return column.GrowBytes(end, mostBytes);
    }

    private static void CheckRoom(int row, ReadOnlySpan<byte> content, int end, long mostBytes)
    {
        if (end + mostBytes >= int.MaxValue)
        {
            throw Wrong(
                row,
                content,
                $"is an array that may take {mostBytes} bytes: there is no room for so many"
            );
        }
    }

    private static byte* Begin(byte* next, int count, ValueKind kind)
    {
        *next++ = (byte)ValueKind.List;
        next = VarintWriter.WriteUnsigned(next, (ulong)count);
        *next++ = (byte)kind;
        return next;
    }
}
