using Quiver.Cypher.Execution.Operators;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>How much memory rows hold that are kept together: a large list or text that stands in many of them is there once.</summary>
internal sealed class KeptRowsMemory
{
    private const int ObjectBytes = 24;

    // Smaller ones are not worth being remembered.
    private const long MinSharedBytes = 1 << 12;

    private HashSet<Value>? _counted;

    /// <summary>What all rows of a batch add to those before.</summary>
    public long Add(Batch rows) => Add(rows, RowRange.Of(0, rows.RowCount));

    /// <summary>What some rows of a batch add to those before.</summary>
    public long Add(Batch rows, ReadOnlySpan<int> selected)
    {
        long bytes = ObjectBytes;
        foreach (var column in rows.Columns)
        {
            bytes += column switch
            {
                TextVector text => BytesOf(text, selected),
                AnyVector any => BytesOf(any.Items, selected),
                _ => 8L * selected.Length,
            };
        }
        return bytes;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear() => _counted = null;

    private static long BytesOf(TextVector column, ReadOnlySpan<int> selected)
    {
        long bytes = 4L * selected.Length;
        foreach (int row in selected)
        {
            bytes += column.Utf8(row).Length;
        }
        return bytes;
    }

    private long BytesOf(ReadOnlySpan<Value> values, ReadOnlySpan<int> selected)
    {
        long bytes = 0;
        var previous = default(Value);
        foreach (int row in selected)
        {
            var value = values[row];
            bool isSame = ValueIdentity.Instance.Equals(value, previous);
            bytes += isSame ? ValueMemory.StructBytes : BytesOf(value);
            previous = value;
        }
        return bytes;
    }

    private long BytesOf(in Value value)
    {
        long bytes = ValueMemory.Of(value);
        if (bytes < MinSharedBytes)
        {
            return bytes;
        }
        _counted ??= new HashSet<Value>(ValueIdentity.Instance);
        return _counted.Add(value) ? bytes : ValueMemory.StructBytes;
    }
}
