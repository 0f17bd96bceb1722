using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>A column of UTF-8 text: one byte area and the end of each row's text in it.</summary>
/// <param name="capacity">The number of rows to make room for.</param>
/// <param name="byteCapacity">The number of bytes of text to make room for; a guess when not given.</param>
public sealed class TextVector(int capacity = Batch.Capacity, int? byteCapacity = null)
    : ColumnVector
{
    private const int AverageTextBytes = 16;

    private int[] _offsets = new int[capacity + 1];
    private byte[] _bytes = new byte[byteCapacity ?? capacity * AverageTextBytes];

    /// <inheritdoc/>
    public override VectorKind Kind => VectorKind.Text;

    /// <inheritdoc/>
    public override Value this[int row] => IsNull(row) ? Value.Null : Value.Utf8(Utf8(row));

    /// <summary>The bytes of a row's text; empty where null.</summary>
    public ReadOnlySpan<byte> Utf8(int row) =>
        _bytes.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);

    /// <summary>Appends text.</summary>
    public void Append(ReadOnlySpan<byte> utf8) => utf8.CopyTo(AppendSpan(utf8.Length));

    /// <summary>Appends a row of so many bytes and returns them, to be filled by the caller.</summary>
    public Span<byte> AppendSpan(int length)
    {
        int start = _offsets[Count];
        int end = checked(start + length);
        if (end > _bytes.Length)
        {
            Array.Resize(
                ref _bytes,
                (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L))
            );
        }
        if (Count + 2 > _offsets.Length)
        {
            Array.Resize(ref _offsets, Math.Max(16, _offsets.Length * 2));
        }
        _offsets[++Count] = end;
        return _bytes.AsSpan(start, length);
    }

    /// <inheritdoc/>
    public override void Append(Value value)
    {
        if (value.IsNull)
        {
            AppendNull();
        }
        else
        {
            Append(value.AsUtf8());
        }
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        SetNull(Count);
        Append([]);
    }

    /// <inheritdoc/>
    public override void AppendFrom(ColumnVector source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            Append(((TextVector)source).Utf8(row));
        }
    }

    /// <inheritdoc/>
    public override ColumnVector Gather(ReadOnlySpan<int> rows)
    {
        long byteCount = 0;
        foreach (int row in rows)
        {
            byteCount += row < 0 ? 0 : _offsets[row + 1] - _offsets[row];
        }
        var result = new TextVector(rows.Length, checked((int)byteCount));
        foreach (int row in rows)
        {
            if (row < 0 || IsNull(row))
            {
                result.AppendNull();
            }
            else
            {
                result.Append(Utf8(row));
            }
        }
        return result;
    }
}
