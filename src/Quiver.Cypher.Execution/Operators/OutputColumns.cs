using Quiver.Cypher.Planning.Binding;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Which columns of an operator's output are passed on from its source; and the last batch's columns, where they may be filled anew.</summary>
internal sealed class OutputColumns
{
    private readonly int[] _sourceSlots;
    private bool _isReused;
    private ColumnVector[]? _last;

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

    /// <summary>Says that the columns made for some rows of the source are done with when the next ones are asked for: <see cref="Operator.AllowReuse"/>.</summary>
    public void AllowReuse() => _isReused = true;

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

    /// <summary>The output's columns for the given rows of the source; those that the operator makes are absent yet, or the last batch's.</summary>
    public ColumnVector[] Pass(Batch source, ReadOnlySpan<int> rows)
    {
        var columns = _last ?? new ColumnVector[_sourceSlots.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (_sourceSlots[i] >= 0)
            {
                columns[i] = source.Columns[_sourceSlots[i]].Gather(rows, columns[i]);
            }
        }
        _last = _isReused ? columns : null;
        return columns;
    }

    /// <summary>Puts words that the operator made among the columns that <see cref="Pass(Batch, ReadOnlySpan{int})"/> gave.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="slot">The column's place; below 0 when nobody above needs it.</param>
    /// <param name="kind">The kind of the words; a slot has always the same.</param>
    /// <param name="words">The words, one for each row.</param>
    public static void Put(
        ColumnVector[] columns,
        int slot,
        VectorKind kind,
        ReadOnlySpan<long> words
    )
    {
        if (slot < 0)
        {
            return;
        }
        var column = (WordVector)(columns[slot] ?? new WordVector(kind, words.Length));
        column.Clear();
        words.CopyTo(column.AppendSpan(words.Length));
        columns[slot] = column;
    }
}
