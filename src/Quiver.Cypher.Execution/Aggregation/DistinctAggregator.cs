using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>An aggregation over different values: passes the first row of each value in each group on.</summary>
internal sealed class DistinctAggregator(Aggregator inner) : Aggregator
{
    private readonly ValueIndex _values = new();
    private readonly WordIndex _seen = new();
    private readonly List<int> _rows = [];
    private readonly List<int> _groups = [];

    /// <inheritdoc/>
    public override long MemoryBytes => inner.MemoryBytes + _values.MemoryBytes + _seen.MemoryBytes;

    /// <inheritdoc/>
    public override void EnsureGroups(int count) => inner.EnsureGroups(count);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        int[] numbers = new int[groups.Length];
        _values.FindOrAdd(arguments[0], numbers);
        _rows.Clear();
        _groups.Clear();
        for (int row = 0; row < numbers.Length; row++)
        {
            long pair = ((long)groups[row] << 32) | (uint)numbers[row];
            _seen.FindOrAdd(pair, 0, out bool isNew);
            if (isNew)
            {
                _rows.Add(row);
                _groups.Add(groups[row]);
            }
        }
        if (_rows.Count == 0)
        {
            return;
        }
        var further = new ColumnVector[arguments.Length];
        for (int i = 0; i < further.Length; i++)
        {
            further[i] = arguments[i].Gather(CollectionsMarshal.AsSpan(_rows));
        }
        inner.Add(CollectionsMarshal.AsSpan(_groups), further);
    }

    /// <inheritdoc/>
    public override Value Result(int group) => inner.Result(group);

    /// <inheritdoc/>
    public override ColumnVector Results(int start, int count) => inner.Results(start, count);
}
