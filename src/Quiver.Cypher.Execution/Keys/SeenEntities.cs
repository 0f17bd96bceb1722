using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>Which nodes, or which relationships, have come in a column, null among them: for rows that are told apart by nothing else.</summary>
internal sealed class SeenEntities
{
    private readonly EntitySet _ids = new();
    private VectorKind? _kind;
    private bool _hasNull;

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => _ids.MemoryBytes;

    /// <summary>Appends the rows, ascending, whose entity comes for the first time; false when the column is of another kind than those before.</summary>
    public bool TryFindNew(ColumnVector column, List<int> rows)
    {
        if (
            column is not WordVector { Kind: VectorKind.Node or VectorKind.Relationship } words
            || words.Kind != (_kind ?? words.Kind)
        )
        {
            return false;
        }
        _kind = words.Kind;
        var ids = words.Items;
        for (int row = 0; row < ids.Length; row++)
        {
            bool isNew;
            if (words.IsNull(row))
            {
                isNew = !_hasNull;
                _hasNull = true;
            }
            else
            {
                isNew = _ids.Add(ids[row]);
            }
            if (isNew)
            {
                rows.Add(row);
            }
        }
        return true;
    }

    /// <summary>Adds all to a table that takes values of any kind.</summary>
    public void MoveTo(RowKeys keys)
    {
        if (_kind is not { } kind)
        {
            return;
        }
        long[] ids = _ids.ToArray();
        var column = new WordVector(kind, ids.Length + 1);
        ids.CopyTo(column.AppendSpan(ids.Length));
        if (_hasNull)
        {
            column.AppendNull();
        }
        keys.FindOrAdd([column], new int[column.Count]);
    }
}
