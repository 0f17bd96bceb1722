using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>stDev(x) of a sample and stDevP(x) of a population, by Welford's algorithm; 0.0 of fewer than two numbers.</summary>
internal sealed class DeviationAggregator(bool isPopulation) : Aggregator
{
    private long[] _counts = new long[1];
    private double[] _means = new double[1];
    private double[] _squares = new double[1];

    /// <inheritdoc/>
    public override long MemoryBytes => _counts.Length * 24L;

    /// <inheritdoc/>
    public override void EnsureGroups(int count)
    {
        Grow(ref _counts, count);
        Grow(ref _means, count);
        Grow(ref _squares, count);
    }

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
            if (!value.IsNumber)
            {
                throw RuntimeErrors.UnexpectedArgument(
                    isPopulation ? "stDevP" : "stDev",
                    "an INTEGER or FLOAT",
                    value
                );
            }
            int group = groups[row];
            double difference = value.AsNumber() - _means[group];
            _means[group] += difference / ++_counts[group];
            _squares[group] += difference * (value.AsNumber() - _means[group]);
        }
    }

    /// <inheritdoc/>
    public override Value Result(int group)
    {
        long divisor = isPopulation ? _counts[group] : _counts[group] - 1;
        return Value.Float(divisor <= 0 ? 0 : Math.Sqrt(_squares[group] / divisor));
    }
}
