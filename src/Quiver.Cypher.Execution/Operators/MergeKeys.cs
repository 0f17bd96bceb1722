using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Keys;
using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Numbers what the rows of a MERGE look for: the values of the pattern's properties, and before them the ends of a relationship. Rows with
/// one number match the same. A row that can match nothing, as one with NaN or null, has the number -1.
/// </summary>
/// <param name="creator">Makes the pattern: one node, or one relationship between known nodes.</param>
/// <param name="isUndirected">Whether the ends are the same in either order.</param>
internal sealed class MergeKeys(EntityCreator creator, bool isUndirected)
{
    /// <summary>The number of a row that can match nothing.</summary>
    public const int None = -1;

    private readonly RowKeys _keys = new(WidthOf(creator));

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => _keys.MemoryBytes;

    /// <summary>The columns of what rows look for.</summary>
    public ColumnVector[] Columns(CreationValues values)
    {
        if (creator.Nodes.Count > 0)
        {
            return [.. values.NodeProperties[0] ?? []];
        }
        var relationship = creator.Relationships[0];
        var from = EntityColumn.NodesOf(values.Rows.Columns[relationship.Start.Slot]);
        var to = EntityColumn.NodesOf(values.Rows.Columns[relationship.End.Slot]);
        var first = new WordVector(VectorKind.Node, from.Length);
        var second = new WordVector(VectorKind.Node, from.Length);
        for (int row = 0; row < from.Length; row++)
        {
            bool swaps = isUndirected && from[row] > to[row];
            Append(first, swaps ? to[row] : from[row]);
            Append(second, swaps ? from[row] : to[row]);
        }
        return [first, second, .. values.RelationshipProperties[0] ?? []];
    }

    /// <summary>The numbers of rows.</summary>
    public int[] Number(ColumnVector[] columns, int rowCount)
    {
        int[] numbers = new int[rowCount];
        _keys.FindOrAdd(columns, numbers);
        foreach (var column in columns)
        {
            for (int row = 0; row < numbers.Length; row++)
            {
                if (!EqualsItself(column, row))
                {
                    numbers[row] = None;
                }
            }
        }
        return numbers;
    }

    /// <summary>
    /// Whether a row asks for a list that is stored otherwise than it is written: of integers and floats all become floats. What such a row
    /// makes, it may not find again.
    /// </summary>
    public static bool HasMixedList(ColumnVector[] columns, int rowCount)
    {
        foreach (var column in columns)
        {
            for (int row = 0; column.Kind == VectorKind.Any && row < rowCount; row++)
            {
                var value = column[row];
                if (value.Kind == ValueKind.List && IsMixed(value.AsList().AsSpan()))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The numbers of values of the pattern's properties, -1 where no row looks for them.</summary>
    public void Find(ColumnVector[] properties, Span<int> numbers)
    {
        if (properties.Length == 0)
        {
            numbers.Clear();
        }
        else
        {
            _keys.Find(properties, numbers);
        }
    }

    private static int WidthOf(EntityCreator creator)
    {
        bool isNode = creator.Nodes.Count > 0;
        var properties = isNode ? creator.Nodes[0].Properties : creator.Relationships[0].Properties;
        return (properties?.Keys.Count ?? 0) + (isNode ? 0 : 2);
    }

    private static void Append(WordVector column, long id)
    {
        if (id < 0)
        {
            column.AppendNull();
        }
        else
        {
            column.Append(id);
        }
    }

    private static bool IsMixed(ReadOnlySpan<Value> elements)
    {
        foreach (ref readonly var element in elements)
        {
            if (element.Kind != elements[0].Kind)
            {
                return true;
            }
        }
        return false;
    }

    private static bool EqualsItself(ColumnVector column, int row)
    {
        if (column.IsNull(row))
        {
            return false;
        }
        if (column.Kind is not (VectorKind.Float or VectorKind.Any))
        {
            return true;
        }
        var value = column[row];
        return ValueEquality.Compare(value, value) == Ternary.True;
    }
}
