using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>Finds the rows of batches for which a condition is true, in memory of its own that it uses again for the next batch.</summary>
internal sealed class TrueRows(VectorExpression condition, QueryContext context)
{
    private int[] _rows = [];
    private byte[] _codes = [];

    /// <summary>The columns that the condition reads.</summary>
    public int[] Slots => condition.Slots;

    /// <summary>The rows, ascending, until the next batch is asked for; the caller may write to them.</summary>
    public Span<int> Find(Batch rows)
    {
        var result = condition.EvaluateTransient(rows, context);
        if (_rows.Length < rows.RowCount)
        {
            int length = Math.Max(rows.RowCount, Math.Min(Batch.Capacity, _rows.Length * 2));
            _rows = new int[length];
            _codes = new byte[length];
        }
        var codes = _codes.AsSpan(0, rows.RowCount);
        TernaryKernels.Load(result, codes);
        int count = TernaryKernels.Select(codes, TernaryKernels.True, equal: true, _rows);
        return _rows.AsSpan(0, count);
    }
}
