using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>count(*) and count(x): rows, or rows whose argument is not null.</summary>
internal sealed class CountAggregator : Aggregator
{
    private long[] _counts = new long[1];

    /// <inheritdoc/>
    public override long MemoryBytes => _counts.Length * sizeof(long);

    /// <inheritdoc/>
    public override void EnsureGroups(int count) => Grow(ref _counts, count);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        long[] counts = _counts;
        if (arguments.Length == 0 || !arguments[0].HasNulls)
        {
            foreach (int group in groups)
            {
                counts[group]++;
            }
            return;
        }
        for (int row = 0; row < groups.Length; row++)
        {
            counts[groups[row]] += arguments[0].IsNull(row) ? 0 : 1;
        }
    }

    /// <inheritdoc/>
    public override void AddAll(int rowCount) => _counts[0] += rowCount;

    /// <inheritdoc/>
    public override ColumnVector? OfSingleRows(ColumnVector[] arguments, int count)
    {
        if (arguments.Length > 0 && arguments[0].HasNulls)
        {
            return null;
        }
        var ones = new WordVector(VectorKind.Integer, count);
        ones.AppendSpan(count).Fill(1);
        return ones;
    }

    /// <inheritdoc/>
    public override void Merge(Aggregator other, ReadOnlySpan<int> groups)
    {
        long[] counts = ((CountAggregator)other)._counts;
        for (int i = 0; i < groups.Length; i++)
        {
            _counts[groups[i]] += counts[i];
        }
    }

    /// <inheritdoc/>
    public override Value Result(int group) => Value.Integer(_counts[group]);

    /// <inheritdoc/>
    public override ColumnVector Results(int start, int count)
    {
        var result = new WordVector(VectorKind.Integer, count);
        _counts.AsSpan(start, count).CopyTo(result.AppendSpan(count));
        return result;
    }
}
