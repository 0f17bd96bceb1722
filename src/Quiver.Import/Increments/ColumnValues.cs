using System.Buffers;
using Quiver.Import.Values;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Increments;

/// <summary>Gives the values of parsed columns in their binary form. One per thread.</summary>
/// <remarks>Unsafe: reads words of a column by row, within its rows.</remarks>
internal sealed unsafe class ColumnValues
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The value of a row that has one; valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(ColumnChunk column, int row)
    {
        if (column.Type == ColumnType.Mixed)
        {
            return column.BytesOf(row);
        }
        _buffer.ResetWrittenCount();
        if (column.Type == ColumnType.Text)
        {
            ValueBinary.WriteString(column.BytesOf(row), _buffer);
        }
        else
        {
            ValueBinary.Write(WordOf(column, row), _buffer);
        }
        return _buffer.WrittenSpan;
    }

    /// <summary>The value of a row that has one.</summary>
    public Value Decode(ColumnChunk column, int row)
    {
        var bytes = Encode(column, row);
        return ValueBinary.Read(ref bytes);
    }

    private static Value WordOf(ColumnChunk column, int row)
    {
        long word = column.Words[row];
        return column.Type switch
        {
            ColumnType.Boolean => Value.Boolean(word != 0),
            ColumnType.Integer => Value.Integer(word),
            ColumnType.Float => Value.Float(BitConverter.Int64BitsToDouble(word)),
            _ => Value.FromBits(ValueKind.Date, word),
        };
    }
}
