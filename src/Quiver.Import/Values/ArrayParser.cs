using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Arrays in <see cref="ValueBinary"/> form: elements stand between array delimiters, without any quoting of their own.</summary>
internal sealed unsafe class ArrayParser : CellParser
{
    private const int HeaderBytes = 2 + VarintWriter.MaximumBytes;

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
            bool isPresent = TryContent(text, length, out var content);
            if (isPresent && _elementType == PropertyType.String)
            {
                end = AppendTexts(TextOf(text, length), column, end);
            }
            else if (isPresent)
            {
                end = AppendGeneral(row, content, column, end);
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

    private int AppendTexts(ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        int count = content.Count(Rules.ArrayDelimiter) + 1;
        // Every element costs a length of at most 5 bytes instead of a delimiter.
        byte* bytes = column.GrowBytes(end, HeaderBytes + content.Length + (count * 5L));
        byte* next = bytes + end;
        *next++ = (byte)ValueKind.List;
        next = VarintWriter.WriteUnsigned(next, (ulong)count);
        *next++ = (byte)ValueKind.String;
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

    private int AppendGeneral(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end)
    {
        var whole = content;
        var elements = new Value[content.Count(Rules.ArrayDelimiter) + 1];
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

    private Value ParseElement(int row, ReadOnlySpan<byte> element)
    {
        switch (_elementType)
        {
            case PropertyType.Byte:
            case PropertyType.Short:
            case PropertyType.Int:
            case PropertyType.Long:
                return Value.Integer(_integers.ParseOne(row, element));
            case PropertyType.Float:
            case PropertyType.Double:
                return Value.Float(_floats.ParseOne(row, element));
            case PropertyType.Boolean:
                return Value.Boolean(BooleanParser.ParseOne(element));
            default:
                return _values.TryRead(element, out var value, out string problem)
                    ? value
                    : throw Wrong(row, element, problem);
        }
    }
}
