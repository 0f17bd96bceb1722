using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>Short forms for values, columns and batches in tests.</summary>
internal static class Values
{
    public static Value Of(object? value) =>
        value switch
        {
            null => Value.Null,
            Value same => same,
            bool b => Value.Boolean(b),
            int i => Value.Integer(i),
            long l => Value.Integer(l),
            double d => Value.Float(d),
            string s => Value.String(s),
            object?[] list => Value.List([.. list.Select(Of)]),
            _ => throw new ArgumentException($"No value for {value.GetType()}."),
        };

    public static ColumnVector Column(params object?[] values)
    {
        var builder = new ColumnBuilder(values.Length);
        foreach (object? value in values)
        {
            builder.Append(Of(value));
        }
        return builder.Build();
    }

    public static Batch Rows(params ColumnVector[] columns) => new(columns, columns[0].Count);

    /// <summary>All rows of an operator, each as its values' text joined by commas.</summary>
    public static List<string> AllRows(Operator source)
    {
        var rows = new List<string>();
        while (source.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add(string.Join(", ", batch.Columns.Select(column => column[row].ToString())));
            }
        }
        return rows;
    }
}
