using Quiver.Cypher.Execution.Expressions.Arithmetic;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>sum(x): an integer as long as all numbers are, a float from the first float on, or a duration; 0 of nothing.</summary>
internal sealed class SumAggregator : Aggregator
{
    private Value[] _sums = [Value.Integer(0)];
    private int _groups = 1;

    /// <inheritdoc/>
    public override long MemoryBytes => _sums.Length * ValueMemory.StructBytes;

    /// <inheritdoc/>
    public override void EnsureGroups(int count)
    {
        Grow(ref _sums, count);
        for (; _groups < count; _groups++)
        {
            _sums[_groups] = Value.Integer(0);
        }
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        switch (arguments[0])
        {
            case WordVector { Kind: VectorKind.Integer } integers:
                AddIntegers(groups, integers);
                break;
            case FloatVector floats:
                AddFloats(groups, floats);
                break;
            default:
                for (int row = 0; row < groups.Length; row++)
                {
                    AddValue(ref _sums[groups[row]], arguments[0][row]);
                }
                break;
        }
    }

    /// <inheritdoc/>
    public override ColumnVector? OfSingleRows(ColumnVector[] arguments, int count) =>
        arguments[0] is { HasNulls: false, Kind: VectorKind.Integer or VectorKind.Float }
            ? arguments[0]
            : null;

    /// <inheritdoc/>
    public override void Merge(Aggregator other, ReadOnlySpan<int> groups)
    {
        var sums = ((SumAggregator)other)._sums;
        for (int i = 0; i < groups.Length; i++)
        {
            // The sum of nothing goes with durations, too.
            if (sums[i].Kind != ValueKind.Integer || sums[i].Bits != 0)
            {
                AddValue(ref _sums[groups[i]], sums[i]);
            }
        }
    }

    /// <inheritdoc/>
    public override Value Result(int group) => _sums[group];

    private void AddIntegers(ReadOnlySpan<int> groups, WordVector integers)
    {
        var items = integers.Items;
        for (int row = 0; row < groups.Length; row++)
        {
            if (integers.IsNull(row))
            {
                continue;
            }
            ref var sum = ref _sums[groups[row]];
            long total = unchecked(sum.Bits + items[row]);
            bool isPlain =
                sum.Kind == ValueKind.Integer && ((sum.Bits ^ total) & (items[row] ^ total)) >= 0;
            if (isPlain)
            {
                sum = Value.Integer(total);
            }
            else
            {
                AddValue(ref sum, Value.Integer(items[row]));
            }
        }
    }

    private void AddFloats(ReadOnlySpan<int> groups, FloatVector floats)
    {
        var items = floats.Items;
        for (int row = 0; row < groups.Length; row++)
        {
            if (floats.IsNull(row))
            {
                continue;
            }
            ref var sum = ref _sums[groups[row]];
            if (sum.IsNumber)
            {
                sum = Value.Float(sum.AsNumber() + items[row]);
            }
            else
            {
                AddValue(ref sum, Value.Float(items[row]));
            }
        }
    }

    private static void AddValue(ref Value sum, Value value)
    {
        if (value.IsNull)
        {
            return;
        }
        bool isFirstDuration =
            value.Kind == ValueKind.Duration && sum.Kind == ValueKind.Integer && sum.Bits == 0;
        if (isFirstDuration)
        {
            sum = value;
            return;
        }
        bool fits = value.IsNumber
            ? sum.IsNumber
            : value.Kind == ValueKind.Duration && sum.Kind == ValueKind.Duration;
        sum = fits
            ? ValueArithmetic.Compute(ArithmeticOperator.Add, sum, value)
            : throw RuntimeErrors.UnexpectedArgument(
                "sum",
                "numbers only, or durations only",
                value
            );
    }
}
