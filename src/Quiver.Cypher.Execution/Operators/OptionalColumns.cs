using System.Runtime.InteropServices;
using Quiver.Cypher.Planning.Binding;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The columns of an optional row: those of the argument row, those of the source's row or null, and the argument row's number.</summary>
internal sealed class OptionalColumns
{
    private const int RowNumber = int.MaxValue;

    // A slot of the source, or the complement of a slot of the argument row, or the row number.
    private readonly int[] _origins;

    /// <summary>Maps the output's columns.</summary>
    public OptionalColumns(
        RowSchema output,
        RowSchema source,
        RowSchema arguments,
        IReadOnlyList<Variable> argumentColumns,
        Variable? rowNumber
    )
    {
        _origins = new int[output.Width];
        for (int i = 0; i < _origins.Length; i++)
        {
            var variable = output.Variables[i];
            _origins[i] =
                ReferenceEquals(variable, rowNumber) ? RowNumber
                : argumentColumns.Contains(variable) ? ~arguments.SlotOf(variable)
                : source.SlotOf(variable);
        }
    }

    /// <summary>Rows made of argument rows and source rows; a source row of -1 stands for none.</summary>
    public Batch Rows(Batch arguments, List<int> argumentRows, Batch source, List<int> sourceRows)
    {
        var columns = new ColumnVector[_origins.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            int origin = _origins[i];
            columns[i] =
                origin == RowNumber ? Numbers(argumentRows)
                : origin < 0
                    ? arguments.Columns[~origin].Gather(CollectionsMarshal.AsSpan(argumentRows))
                : source.Columns.Length == 0 ? Nulls(sourceRows.Count)
                : source.Columns[origin].Gather(CollectionsMarshal.AsSpan(sourceRows));
        }
        return new Batch(columns, argumentRows.Count);
    }

    private static WordVector Numbers(List<int> rows)
    {
        var numbers = new WordVector(VectorKind.Integer, rows.Count);
        foreach (int row in rows)
        {
            numbers.Append(row);
        }
        return numbers;
    }

    private static AnyVector Nulls(int count)
    {
        var nulls = new AnyVector(count);
        for (int i = 0; i < count; i++)
        {
            nulls.AppendNull();
        }
        return nulls;
    }
}
