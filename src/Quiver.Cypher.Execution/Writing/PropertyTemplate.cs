using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>The properties of what is created: written keys with a value each, or a map.</summary>
internal sealed class PropertyTemplate
{
    private readonly string[] _keys;
    private readonly VectorExpression[] _values;
    private readonly VectorExpression? _map;

    /// <summary>Properties under keys that the query writes, each once.</summary>
    public PropertyTemplate(string[] keys, VectorExpression[] values)
    {
        _keys = keys;
        _values = values;
    }

    /// <summary>The properties of a map.</summary>
    public PropertyTemplate(VectorExpression map)
    {
        _keys = [];
        _values = [];
        _map = map;
    }

    /// <summary>The keys that the query writes.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The values for some rows; of a map the column of maps.</summary>
    public ColumnVector[] Evaluate(Batch rows, QueryContext context)
    {
        if (_map is not null)
        {
            return [_map.Evaluate(rows, context)];
        }
        var columns = new ColumnVector[_values.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = _values[i].Evaluate(rows, context);
        }
        return columns;
    }

    /// <summary>Gives a new node or relationship the properties of a row.</summary>
    /// <param name="entity">The node or relationship.</param>
    /// <param name="values">What <see cref="Evaluate"/> gave.</param>
    /// <param name="row">The row.</param>
    /// <param name="writer">Makes the changes.</param>
    /// <param name="isTracked">Whether later rows of the clause are to see them.</param>
    public void Set(
        Value entity,
        ColumnVector[] values,
        int row,
        GraphWriter writer,
        bool isTracked
    )
    {
        if (_map is null)
        {
            for (int i = 0; i < _keys.Length; i++)
            {
                Set(entity, _keys[i], values[i][row], writer, isTracked);
            }
            return;
        }
        var map = values[0][row];
        if (map.IsNull)
        {
            return;
        }
        if (map.Kind != ValueKind.Map)
        {
            throw RuntimeErrors.UnexpectedType("Map", map);
        }
        foreach (var entry in map.AsMap().AsSpan())
        {
            Set(entity, entry.Key, entry.Value, writer, isTracked);
        }
    }

    private static void Set(
        Value entity,
        string key,
        Value value,
        GraphWriter writer,
        bool isTracked
    )
    {
        if (!value.IsNull)
        {
            writer.SetProperty(
                entity,
                writer.PropertyKey(key),
                PropertyValues.ToStorable(value),
                isTracked
            );
        }
    }
}
