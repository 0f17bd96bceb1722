using Quiver.Cypher.Execution.Expressions.Arithmetic;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>avg(x): a float for numbers, a duration for durations; null of nothing.</summary>
internal sealed class AverageAggregator : Aggregator
{
    private double[] _sums = new double[1];
    private long[] _counts = new long[1];
    private Value[]? _durations;

    /// <inheritdoc/>
    public override long MemoryBytes => _sums.Length * 16L + (_durations?.Length ?? 0) * 80L;

    /// <inheritdoc/>
    public override void EnsureGroups(int count)
    {
        Grow(ref _sums, count);
        Grow(ref _counts, count);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        switch (arguments[0])
        {
            case WordVector { Kind: VectorKind.Integer, HasNulls: false } integers:
                AddIntegers(groups, integers.Items);
                break;
            case WordVector { Kind: VectorKind.Integer } integers:
                var words = integers.Items;
                for (int row = 0; row < groups.Length; row++)
                {
                    int present = integers.IsNull(row) ? 0 : 1;
                    _sums[groups[row]] += present == 0 ? 0 : words[row];
                    _counts[groups[row]] += present;
                }
                break;
            case FloatVector floats:
                var items = floats.Items;
                for (int row = 0; row < groups.Length; row++)
                {
                    int present = floats.IsNull(row) ? 0 : 1;
                    _sums[groups[row]] += present == 0 ? 0 : items[row];
                    _counts[groups[row]] += present;
                }
                break;
            default:
                for (int row = 0; row < groups.Length; row++)
                {
                    AddValue(groups[row], arguments[0][row]);
                }
                break;
        }
    }

    /// <inheritdoc/>
    public override void Merge(Aggregator other, ReadOnlySpan<int> groups)
    {
        var behind = (AverageAggregator)other;
        for (int i = 0; i < groups.Length; i++)
        {
            long count = behind._counts[i];
            if (count == 0)
            {
                continue;
            }
            bool isDuration =
                behind._durations is { } durations && i < durations.Length && !durations[i].IsNull;
            // One of the values is counted with the sum, which has their kind.
            AddValue(groups[i], isDuration ? behind._durations![i] : Value.Float(behind._sums[i]));
            _counts[groups[i]] += count - 1;
        }
    }

    /// <inheritdoc/>
    public override Value Result(int group)
    {
        if (_counts[group] == 0)
        {
            return Value.Null;
        }
        if (_durations is not null && group < _durations.Length && !_durations[group].IsNull)
        {
            return ValueArithmetic.Compute(
                ArithmeticOperator.Divide,
                _durations[group],
                Value.Integer(_counts[group])
            );
        }
        return Value.Float(_sums[group] / _counts[group]);
    }

    private void AddIntegers(ReadOnlySpan<int> groups, ReadOnlySpan<long> integers)
    {
        double[] sums = _sums;
        long[] counts = _counts;
        for (int row = 0; row < groups.Length; row++)
        {
            int group = groups[row];
            sums[group] += integers[row];
            counts[group]++;
        }
    }

    private void AddValue(int group, Value value)
    {
        if (value.IsNull)
        {
            return;
        }
        bool hasDuration =
            _durations is not null && group < _durations.Length && !_durations[group].IsNull;
        if (value.IsNumber && !hasDuration)
        {
            _sums[group] += value.AsNumber();
        }
        else if (value.Kind == ValueKind.Duration && (hasDuration || _counts[group] == 0))
        {
            _durations ??= [];
            Grow(ref _durations, _counts.Length);
            _durations[group] = hasDuration
                ? ValueArithmetic.Compute(ArithmeticOperator.Add, _durations[group], value)
                : value;
        }
        else
        {
            throw RuntimeErrors.UnexpectedArgument("avg", "numbers only, or durations only", value);
        }
        _counts[group]++;
    }
}
