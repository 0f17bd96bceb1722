using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>Puts one column together from columns that each cover some of its rows; rows that none covers are null.</summary>
internal sealed class RowMerger(int rowCount)
{
    private readonly List<ColumnVector> _parts = [];
    private readonly int[] _partOf = new int[rowCount];
    private readonly int[] _rowIn = new int[rowCount];

    /// <summary>Adds a column whose rows belong at the given places.</summary>
    public void Add(ColumnVector part, ReadOnlySpan<int> rows)
    {
        _parts.Add(part);
        for (int i = 0; i < rows.Length; i++)
        {
            _partOf[rows[i]] = _parts.Count;
            _rowIn[rows[i]] = i;
        }
    }

    /// <summary>The column.</summary>
    public ColumnVector Merge()
    {
        var kind = CommonKind();
        var result = ColumnVector.Create(kind, rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            if (_partOf[row] == 0)
            {
                result.AppendNull();
                continue;
            }
            var part = _parts[_partOf[row] - 1];
            if (part.Kind == kind)
            {
                result.AppendFrom(part, _rowIn[row]);
            }
            else
            {
                result.Append(part[_rowIn[row]]);
            }
        }
        return result;
    }

    private VectorKind CommonKind()
    {
        VectorKind? common = null;
        foreach (var part in _parts)
        {
            if (!IsAllNull(part))
            {
                if (common is not null && common != part.Kind)
                {
                    return VectorKind.Any;
                }
                common = part.Kind;
            }
        }
        return common ?? VectorKind.Any;
    }

    private static bool IsAllNull(ColumnVector part)
    {
        if (!part.HasNulls)
        {
            return part.Count == 0;
        }
        for (int row = 0; row < part.Count; row++)
        {
            if (!part.IsNull(row))
            {
                return false;
            }
        }
        return true;
    }
}
