using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>Columns of nodes or relationships as plain ids, whatever form they come in.</summary>
internal static class EntityColumn
{
    /// <summary>The ids of a column of nodes; -1 where null. Fails for a value that is no node.</summary>
    public static ReadOnlySpan<long> NodesOf(ColumnVector column) =>
        column is WordVector { Kind: VectorKind.Node } words
            ? words.Items
            : IdsOf(column, ValueKind.Node);

    /// <summary>The ids of a column of relationships; -1 where null. Fails for a value that is no relationship.</summary>
    public static ReadOnlySpan<long> RelationshipsOf(ColumnVector column) =>
        column is WordVector { Kind: VectorKind.Relationship } words
            ? words.Items
            : IdsOf(column, ValueKind.Relationship);

    /// <summary>The ids of a general column that is known to hold entities and nulls only.</summary>
    public static long[] IdsOf(ColumnVector column)
    {
        long[] ids = new long[column.Count];
        for (int row = 0; row < ids.Length; row++)
        {
            ids[row] = column.IsNull(row) ? -1 : column[row].Bits;
        }
        return ids;
    }

    private static long[] IdsOf(ColumnVector column, ValueKind kind)
    {
        for (int row = 0; row < column.Count; row++)
        {
            var value = column[row];
            if (value.Kind != kind && !value.IsNull)
            {
                throw RuntimeErrors.UnexpectedType(kind.ToString(), value);
            }
        }
        return IdsOf(column);
    }
}
