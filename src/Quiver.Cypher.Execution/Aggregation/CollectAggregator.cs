using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>collect(x): the list of the values that are not null; empty of nothing.</summary>
internal sealed class CollectAggregator : Aggregator
{
    private List<Value>?[] _lists = new List<Value>?[1];
    private long _bytes;

    /// <inheritdoc/>
    public override long MemoryBytes => _bytes + _lists.Length * 8L;

    /// <inheritdoc/>
    public override void EnsureGroups(int count) => Grow(ref _lists, count);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        var column = arguments[0];
        for (int row = 0; row < groups.Length; row++)
        {
            if (column.IsNull(row))
            {
                continue;
            }
            var value = column[row];
            (_lists[groups[row]] ??= []).Add(value);
            _bytes += ValueMemory.Of(value) + ValueMemory.StructBytes;
        }
    }

    /// <inheritdoc/>
    public override Value Result(int group) =>
        _lists[group] is { } list ? Value.List([.. list]) : Value.List(ListValue.Empty);
}
