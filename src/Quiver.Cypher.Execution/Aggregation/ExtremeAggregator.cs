using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>min(x) and max(x) by the order of ORDER BY; null of nothing.</summary>
internal sealed class ExtremeAggregator(bool isMaximum) : Aggregator
{
    private Value[] _best = new Value[1];

    /// <inheritdoc/>
    public override long MemoryBytes => _best.Length * 40L;

    /// <inheritdoc/>
    public override void EnsureGroups(int count) => Grow(ref _best, count);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        if (arguments[0] is WordVector { Kind: VectorKind.Integer } integers)
        {
            AddIntegers(groups, integers);
            return;
        }
        if (
            arguments[0] is WordVector words
            && words.Kind is VectorKind.Date or VectorKind.LocalDateTime or VectorKind.ZonedDateTime
        )
        {
            AddWords(groups, words);
            return;
        }
        for (int row = 0; row < groups.Length; row++)
        {
            if (!arguments[0].IsNull(row) && IsBetter(arguments[0], row, _best[groups[row]]))
            {
                _best[groups[row]] = arguments[0][row];
            }
        }
    }

    /// <inheritdoc/>
    public override ColumnVector OfSingleRows(ColumnVector[] arguments, int count) => arguments[0];

    /// <inheritdoc/>
    public override void Merge(Aggregator other, ReadOnlySpan<int> groups)
    {
        var best = ((ExtremeAggregator)other)._best;
        for (int i = 0; i < groups.Length; i++)
        {
            if (!best[i].IsNull && IsBetter(best[i], _best[groups[i]]))
            {
                _best[groups[i]] = best[i];
            }
        }
    }

    /// <inheritdoc/>
    public override Value Result(int group) => _best[group];

    private void AddIntegers(ReadOnlySpan<int> groups, WordVector integers)
    {
        var items = integers.Items;
        for (int row = 0; row < groups.Length; row++)
        {
            if (integers.IsNull(row))
            {
                continue;
            }
            ref var best = ref _best[groups[row]];
            bool better =
                best.Kind == ValueKind.Integer
                    ? isMaximum
                        ? items[row] > best.Bits
                        : items[row] < best.Bits
                    : IsBetter(Value.Integer(items[row]), best);
            if (better)
            {
                best = Value.Integer(items[row]);
            }
        }
    }

    // A value is made only of a word that wins.
    private void AddWords(ReadOnlySpan<int> groups, WordVector words)
    {
        var items = words.Items;
        for (int row = 0; row < groups.Length; row++)
        {
            if (words.IsNull(row))
            {
                continue;
            }
            ref var best = ref _best[groups[row]];
            bool areAlike =
                ColumnWords.TryOf(best, out var kind, out long known) && kind == words.Kind;
            bool better =
                !areAlike ? IsBetter(words[row], best)
                : isMaximum ? items[row] > known
                : items[row] < known;
            if (better)
            {
                best = words[row];
            }
        }
    }

    // Text is compared in place: a value is made only of a text that wins.
    private bool IsBetter(ColumnVector column, int row, Value best)
    {
        if (column is TextVector texts && best.Kind == ValueKind.String)
        {
            int comparison = TextComparison.Compare(texts.Utf8(row), best.AsUtf8());
            return isMaximum ? comparison > 0 : comparison < 0;
        }
        return IsBetter(column[row], best);
    }

    private bool IsBetter(Value value, Value best)
    {
        if (best.IsNull)
        {
            return true;
        }
        int comparison = ValueOrder.Instance.Compare(value, best);
        return isMaximum ? comparison > 0 : comparison < 0;
    }
}
