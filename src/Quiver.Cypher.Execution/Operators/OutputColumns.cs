using Quiver.Cypher.Planning.Binding;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Which columns of an operator's output are passed on from its source.</summary>
internal sealed class OutputColumns
{
    private readonly int[] _sourceSlots;

    /// <summary>Maps the output's columns to the source's.</summary>
    public OutputColumns(RowSchema output, RowSchema source)
    {
        Schema = output;
        _sourceSlots = new int[output.Width];
        IsIdentity = output.Width == source.Width;
        for (int i = 0; i < _sourceSlots.Length; i++)
        {
            _sourceSlots[i] = source.Find(output.Variables[i]);
            IsIdentity &= _sourceSlots[i] == i;
        }
    }

    /// <summary>The output's columns.</summary>
    public RowSchema Schema { get; }

    /// <summary>Whether the output has just the source's columns.</summary>
    public bool IsIdentity { get; }

    /// <summary>The output's column of a variable; -1 when nobody above needs it.</summary>
    public int Find(Variable variable) => Schema.Find(variable);

    /// <summary>The output's columns for all rows of the source; those that the operator makes are absent yet.</summary>
    public ColumnVector[] Pass(Batch source)
    {
        var columns = new ColumnVector[_sourceSlots.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (_sourceSlots[i] >= 0)
            {
                columns[i] = source.Columns[_sourceSlots[i]];
            }
        }
        return columns;
    }

    /// <summary>The output's columns for the given rows of the source; those that the operator makes are absent yet.</summary>
    public ColumnVector[] Pass(Batch source, ReadOnlySpan<int> rows)
    {
        var columns = new ColumnVector[_sourceSlots.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (_sourceSlots[i] >= 0)
            {
                columns[i] = source.Columns[_sourceSlots[i]].Gather(rows);
            }
        }
        return columns;
    }
}
