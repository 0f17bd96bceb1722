using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>
/// A column of a batch: values of one kind, or of any kind, with nulls. What operators pass between each other.
/// </summary>
/// <remarks>Filled by its producer, then only read: a vector may stand in several batches. Not thread safe while filled.</remarks>
public abstract class ColumnVector
{
    private ulong[] _nulls = [];

    /// <summary>How the values are held: decides which subclass this is.</summary>
    public abstract VectorKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; protected set; }

    /// <summary>Whether any row is null. False lets a kernel skip the null mask.</summary>
    public bool HasNulls { get; private set; }

    /// <summary>The value of a row, whatever the kind. Allocates for text: kernels use the subclass.</summary>
    public abstract Value this[int row] { get; }

    /// <summary>Whether a row is null.</summary>
    public bool IsNull(int row) =>
        HasNulls && (row >> 6) < _nulls.Length && (_nulls[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Appends a value, which must be null or of this vector's kind.</summary>
    public abstract void Append(Value value);

    /// <summary>Appends a null.</summary>
    public abstract void AppendNull();

    /// <summary>Appends so many nulls.</summary>
    public virtual void AppendNulls(int count)
    {
        for (int i = 0; i < count; i++)
        {
            AppendNull();
        }
    }

    /// <summary>Appends one row of another vector of the same kind.</summary>
    public abstract void AppendFrom(ColumnVector source, int row);

    /// <summary>A new vector of the same kind with the given rows of this one, in that order; a row of -1 gives null.</summary>
    public abstract ColumnVector Gather(ReadOnlySpan<int> rows);

    /// <summary>The given rows as <see cref="Gather(ReadOnlySpan{int})"/> gives them, in a vector that is filled anew where it can be.</summary>
    /// <param name="rows">The rows; -1 gives null.</param>
    /// <param name="spare">A vector that nobody reads any more, of any kind; null when there is none.</param>
    public virtual ColumnVector Gather(ReadOnlySpan<int> rows, ColumnVector? spare) => Gather(rows);

    /// <summary>Empties the vector and keeps its memory. Only its producer may do so, when no batch that holds it is in use.</summary>
    public virtual void Clear()
    {
        Count = 0;
        HasNulls = false;
        Array.Clear(_nulls);
    }

    /// <summary>Marks a row that is already there as null; its word, if any, is then without meaning. Only its producer may do so.</summary>
    public void MarkNull(int row) => SetNull(row);

    /// <summary>Marks every row null that is null in another vector of the same length.</summary>
    public void MarkNullsOf(ColumnVector other)
    {
        if (!other.HasNulls)
        {
            return;
        }
        HasNulls = true;
        if (_nulls.Length < other._nulls.Length)
        {
            Array.Resize(ref _nulls, other._nulls.Length);
        }
        for (int word = 0; word < other._nulls.Length; word++)
        {
            _nulls[word] |= other._nulls[word];
        }
    }

    /// <summary>Makes an empty vector of a kind.</summary>
    public static ColumnVector Create(VectorKind kind, int capacity = Batch.Capacity) =>
        kind switch
        {
            VectorKind.Float => new FloatVector(capacity),
            VectorKind.Text => new TextVector(capacity),
            VectorKind.Any => new AnyVector(capacity),
            _ => new WordVector(kind, capacity),
        };

    /// <summary>Marks neighbouring rows as null.</summary>
    protected void SetNulls(int first, int count)
    {
        for (int row = first; row < first + count; )
        {
            SetNull(row);
            // As many of the same word as there are.
            int rest = Math.Min(first + count - row, 64 - (row & 63));
            _nulls[row >> 6] |= (ulong.MaxValue >> (64 - rest)) << (row & 63);
            row += rest;
        }
    }

    /// <summary>Marks a row as null.</summary>
    protected void SetNull(int row)
    {
        HasNulls = true;
        int word = row >> 6;
        if (word >= _nulls.Length)
        {
            Array.Resize(ref _nulls, Math.Max(word + 1, Math.Max(16, _nulls.Length * 2)));
        }
        _nulls[word] |= 1UL << (row & 63);
    }
}
