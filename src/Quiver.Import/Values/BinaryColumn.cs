using System.Buffers;
using Quiver.Model.Values;

namespace Quiver.Import.Values;

/// <summary>Appends values of any kind to a column of <see cref="ValueBinary"/> content. The way for values that are not worth a faster one.</summary>
internal sealed unsafe class BinaryColumn
{
    private readonly ArrayBufferWriter<byte> _written = new();

    /// <summary>Writes a value behind the first <paramref name="end"/> bytes of the column; returns the new end.</summary>
    public int Append(Value value, ColumnChunk column, int end)
    {
        _written.ResetWrittenCount();
        ValueBinary.Write(value, _written);
        var bytes = _written.WrittenSpan;
        byte* target = column.GrowBytes(end, bytes.Length);
        bytes.CopyTo(new Span<byte>(target + end, bytes.Length));
        return end + bytes.Length;
    }
}
