using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>A column that grows by rows of batches: of one kind as long as they are, of any kind from then on.</summary>
internal sealed class GrowingColumn
{
    private ColumnVector? _column;
    private int _leadingNulls;

    /// <summary>The column so far.</summary>
    public ColumnVector Column => _column ??= WithNulls(VectorKind.Any, _leadingNulls);

    /// <summary>Appends rows of a column.</summary>
    public void Append(ColumnVector source, ReadOnlySpan<int> rows)
    {
        if (_column is null && IsAllNull(source, rows))
        {
            _leadingNulls += rows.Length;
            return;
        }
        _column ??= WithNulls(source.Kind, _leadingNulls);
        if (
            _column.Kind != source.Kind
            && _column.Kind != VectorKind.Any
            && !IsAllNull(source, rows)
        )
        {
            _column = Generalize(_column);
        }
        bool same = _column.Kind == source.Kind;
        foreach (int row in rows)
        {
            if (same)
            {
                _column.AppendFrom(source, row);
            }
            else
            {
                _column.Append(source[row]);
            }
        }
    }

    private static AnyVector Generalize(ColumnVector column)
    {
        var any = new AnyVector(Math.Max(16, column.Count * 2));
        for (int row = 0; row < column.Count; row++)
        {
            any.Append(column[row]);
        }
        return any;
    }

    private static bool IsAllNull(ColumnVector source, ReadOnlySpan<int> rows)
    {
        if (!source.HasNulls)
        {
            return false;
        }
        foreach (int row in rows)
        {
            if (!source.IsNull(row))
            {
                return false;
            }
        }
        return true;
    }

    private static ColumnVector WithNulls(VectorKind kind, int count)
    {
        var column = ColumnVector.Create(kind, Math.Max(16, count));
        for (int i = 0; i < count; i++)
        {
            column.AppendNull();
        }
        return column;
    }
}
