using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>
/// Builds a column whose kind is not known before its values are: it starts with the first value's kind and falls back to
/// <see cref="VectorKind.Any"/> when another kind comes.
/// </summary>
/// <param name="capacity">The number of rows to make room for; more are possible.</param>
public sealed class ColumnBuilder(int capacity = Batch.Capacity)
{
    // Longer texts are kept as the values that they are: a text column copies the bytes of each row, however many rows have the same text.
    private const int MaxCopiedBytes = 1 << 16;

    private int _leadingNulls;
    private ColumnVector? _vector;
    private ColumnVector? _spare;

    /// <summary>The number of rows so far.</summary>
    public int Count => _vector?.Count ?? _leadingNulls;

    /// <summary>Appends a null.</summary>
    public void AppendNull()
    {
        if (_vector is null)
        {
            _leadingNulls++;
        }
        else
        {
            _vector.AppendNull();
        }
    }

    /// <summary>Appends so many nulls.</summary>
    public void AppendNulls(int count)
    {
        if (_vector is null)
        {
            _leadingNulls += count;
        }
        else
        {
            _vector.AppendNulls(count);
        }
    }

    /// <summary>Appends an integer.</summary>
    public void AppendInteger(long value) => AppendWord(VectorKind.Integer, value);

    /// <summary>Appends a float.</summary>
    public void AppendFloat(double value)
    {
        if (VectorFor(VectorKind.Float) is FloatVector floats)
        {
            floats.Append(value);
        }
        else
        {
            _vector!.Append(Value.Float(value));
        }
    }

    /// <summary>Appends text.</summary>
    public void AppendText(ReadOnlySpan<byte> utf8)
    {
        if (VectorFor(VectorKind.Text) is TextVector texts)
        {
            texts.Append(utf8);
        }
        else
        {
            _vector!.Append(Value.Utf8(utf8));
        }
    }

    /// <summary>Appends a value of any kind.</summary>
    public void Append(Value value)
    {
        if (value.IsNull)
        {
            AppendNull();
        }
        else if (ColumnWords.TryOf(value, out var kind, out long word))
        {
            AppendWord(kind, word);
        }
        else
        {
            bool isLong = value.Kind == ValueKind.String && value.AsUtf8().Length > MaxCopiedBytes;
            VectorFor(isLong ? VectorKind.Any : VectorKindOf(value.Kind)).Append(value);
        }
    }

    /// <summary>Appends the value of a word.</summary>
    /// <param name="kind">The kind of a <see cref="WordVector"/>.</param>
    /// <param name="word">The word.</param>
    public void AppendWord(VectorKind kind, long word)
    {
        if (VectorFor(kind) is WordVector words)
        {
            words.Append(word);
        }
        else
        {
            _vector!.Append(ColumnWords.ValueOf(kind, word));
        }
    }

    /// <summary>The finished column; the builder is empty afterwards. A column of nulls only is of kind Any.</summary>
    public ColumnVector Build()
    {
        var result = _vector ?? WithNulls(VectorKind.Any, _leadingNulls);
        _vector = null;
        _leadingNulls = 0;
        return result;
    }

    /// <summary>Takes back a column that nobody reads any more: the next one of its kind is made in its memory.</summary>
    public void Recycle(ColumnVector column) => _spare = column;

    private static VectorKind VectorKindOf(ValueKind kind) =>
        kind switch
        {
            ValueKind.Float => VectorKind.Float,
            ValueKind.String => VectorKind.Text,
            _ => VectorKind.Any,
        };

    private ColumnVector WithNulls(VectorKind kind, int count)
    {
        ColumnVector vector;
        if (_spare?.Kind == kind)
        {
            vector = _spare;
            vector.Clear();
            _spare = null;
        }
        else
        {
            vector = ColumnVector.Create(kind, Math.Max(capacity, count));
        }
        vector.AppendNulls(count);
        return vector;
    }

    /// <summary>
    /// The vector that takes values of a kind next: one of that kind, or of kind Any when others came before. For writers of whole runs,
    /// which append to it directly; valid until another member is called.
    /// </summary>
    public ColumnVector VectorFor(VectorKind kind)
    {
        if (_vector is null)
        {
            _vector = WithNulls(kind, _leadingNulls);
        }
        else if (_vector.Kind != kind && _vector.Kind != VectorKind.Any)
        {
            var any = new AnyVector(_vector.Count * 2);
            for (int row = 0; row < _vector.Count; row++)
            {
                any.Append(_vector[row]);
            }
            _vector = any;
        }
        return _vector;
    }
}
