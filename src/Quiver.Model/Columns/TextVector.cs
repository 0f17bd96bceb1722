using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>
/// A column of UTF-8 text: one byte area and the end of each row's text in it; or, where all rows are of one table, the number of each row's text there.
/// </summary>
/// <param name="capacity">The number of rows to make room for.</param>
/// <param name="byteCapacity">The number of bytes of text to make room for; a guess when not given.</param>
public sealed class TextVector(int capacity = Batch.Capacity, int? byteCapacity = null)
    : ColumnVector
{
    private const int AverageTextBytes = 16;

    private const int NullCode = -1;

    // Rows that would take more are not copied: each text is made once, whatever the number of rows that have it.
    private const long MaxGatheredBytes = 1 << 26;

    // Made when they are first needed: a column has either these or codes.
    private int[] _offsets = [];
    private byte[] _bytes = [];
    private int[] _codes = [];

    /// <inheritdoc/>
    public override VectorKind Kind => VectorKind.Text;

    /// <inheritdoc/>
    public override Value this[int row] => IsNull(row) ? Value.Null : Value.Utf8(Utf8(row));

    /// <summary>The table that the rows' texts are of; null when they stand in the column itself.</summary>
    public TextTable? Table { get; private set; }

    /// <summary>With a table, the number of each row's text in it; negative where null.</summary>
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, Table is null ? 0 : Count);

    /// <summary>The bytes of a row's text; empty where null.</summary>
    public ReadOnlySpan<byte> Utf8(int row)
    {
        if (Table is null)
        {
            return _bytes.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);
        }
        int code = _codes[row];
        return code == NullCode ? default : Table.Utf8(code);
    }

    /// <summary>Appends rows by their numbers in a table; -1 for null. Costs least while all rows of the column are of one table.</summary>
    public void AppendCodes(TextTable table, ReadOnlySpan<int> codes)
    {
        if (Count == 0)
        {
            Table = table;
        }
        if (!ReferenceEquals(Table, table))
        {
            foreach (int code in codes)
            {
                if (code == NullCode)
                {
                    AppendNull();
                }
                else
                {
                    Append(table.Utf8(code));
                }
            }
            return;
        }
        if (Count + codes.Length > _codes.Length)
        {
            int wanted = Math.Max(Count + codes.Length, _codes.Length * 2);
            Array.Resize(ref _codes, Math.Max(wanted, Count == 0 ? capacity : 0));
        }
        codes.CopyTo(_codes.AsSpan(Count));
        for (int i = codes.Contains(NullCode) ? 0 : codes.Length; i < codes.Length; i++)
        {
            if (codes[i] == NullCode)
            {
                SetNull(Count + i);
            }
        }
        Count += codes.Length;
    }

    /// <summary>Appends text.</summary>
    public void Append(ReadOnlySpan<byte> utf8) => utf8.CopyTo(AppendSpan(utf8.Length));

    /// <summary>Appends a row of so many bytes and returns them, to be filled by the caller.</summary>
    /// <exception cref="Status.CypherException">All rows together would take more than an array holds.</exception>
    public Span<byte> AppendSpan(int length)
    {
        if (Table is not null)
        {
            Spell();
        }
        if (_offsets.Length == 0)
        {
            _offsets = new int[capacity + 1];
            _bytes = new byte[byteCapacity ?? capacity * AverageTextBytes];
        }
        int start = _offsets[Count];
        long wanted = (long)start + length;
        if (wanted > Array.MaxLength)
        {
            throw ValueErrors.TextsTooLarge(wanted);
        }
        int end = (int)wanted;
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
        if (Table is not null)
        {
            AppendCodes(Table, [NullCode]);
            return;
        }
        SetNull(Count);
        Append([]);
    }

    /// <inheritdoc/>
    public override void AppendNulls(int count)
    {
        if (Table is not null || count == 0)
        {
            base.AppendNulls(count);
            return;
        }
        // The first one makes room where there is none yet.
        AppendNull();
        if (Count + count > _offsets.Length)
        {
            Array.Resize(ref _offsets, Math.Max(Count + count, _offsets.Length * 2));
        }
        SetNulls(Count, count - 1);
        _offsets.AsSpan(Count + 1, count - 1).Fill(_offsets[Count]);
        Count += count - 1;
    }

    /// <inheritdoc/>
    public override void AppendFrom(ColumnVector source, int row)
    {
        var texts = (TextVector)source;
        if (texts.Table is { } table && (Count == 0 || ReferenceEquals(table, Table)))
        {
            AppendCodes(table, texts.Codes.Slice(row, 1));
        }
        else if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            Append(texts.Utf8(row));
        }
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        Table = null;
        if (_offsets.Length > 0)
        {
            _offsets[0] = 0;
        }
    }

    /// <inheritdoc/>
    public override ColumnVector Gather(ReadOnlySpan<int> rows)
    {
        if (Table is not null)
        {
            return GatherCodes(Table, rows);
        }
        long byteCount = 0;
        foreach (int row in rows)
        {
            byteCount += row < 0 ? 0 : _offsets[row + 1] - _offsets[row];
        }
        if (byteCount > MaxGatheredBytes)
        {
            return GatherValues(rows);
        }
        var result = new TextVector(rows.Length, (int)byteCount);
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

    private AnyVector GatherValues(ReadOnlySpan<int> rows)
    {
        var made = new Value[Count];
        var result = new AnyVector(rows.Length);
        foreach (int row in rows)
        {
            if (row < 0 || IsNull(row))
            {
                result.AppendNull();
                continue;
            }
            if (made[row].IsNull)
            {
                made[row] = this[row];
            }
            result.Append(made[row]);
        }
        return result;
    }

    private TextVector GatherCodes(TextTable table, ReadOnlySpan<int> rows)
    {
        int[] codes = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            codes[i] = rows[i] < 0 ? NullCode : _codes[rows[i]];
        }
        var result = new TextVector(rows.Length, byteCapacity: 0);
        result.AppendCodes(table, codes);
        return result;
    }

    /// <summary>Writes the rows' texts down, because one comes that is not in their table.</summary>
    private void Spell()
    {
        var table = Table!;
        int count = Count;
        int[] codes = _codes;
        Table = null;
        _codes = [];
        Count = 0;
        for (int row = 0; row < count; row++)
        {
            // Nulls stay marked.
            Append(codes[row] == NullCode ? default : table.Utf8(codes[row]));
        }
    }
}
