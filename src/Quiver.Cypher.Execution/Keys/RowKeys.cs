using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// Numbers different combinations of key columns from 0 in order of appearance. Each column's values are numbered on their own;
/// the numbers of two columns make a word, which is numbered in turn, and so on.
/// </summary>
internal sealed class RowKeys(int columnCount)
{
    private readonly ValueIndex[] _values = NewIndexes(columnCount);
    private readonly WordIndex[] _pairs = NewPairs(columnCount);

    /// <summary>The different combinations so far.</summary>
    public int Count =>
        columnCount switch
        {
            0 => 1,
            1 => _values[0].Count,
            _ => _pairs[^1].Count,
        };

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes =>
        _values.Sum(static index => index.MemoryBytes)
        + _pairs.Sum(static pair => pair.MemoryBytes);

    /// <summary>Numbers the rows; a combination that was not seen before gets the next number.</summary>
    public void FindOrAdd(ReadOnlySpan<ColumnVector> keys, Span<int> numbers)
    {
        if (columnCount == 0)
        {
            numbers.Clear();
            return;
        }
        _values[0].FindOrAdd(keys[0], numbers);
        if (columnCount == 1)
        {
            return;
        }
        int[] further = new int[numbers.Length];
        for (int i = 1; i < columnCount; i++)
        {
            _values[i].FindOrAdd(keys[i], further);
            var pairs = _pairs[i - 1];
            for (int row = 0; row < numbers.Length; row++)
            {
                numbers[row] = pairs.FindOrAdd(
                    Pair(numbers[row], further[row]),
                    pairs.Count,
                    out _
                );
            }
        }
    }

    /// <summary>The numbers of rows; -1 where a combination was never added or a key is null.</summary>
    public void Find(ReadOnlySpan<ColumnVector> keys, Span<int> numbers)
    {
        _values[0].Find(keys[0], numbers);
        int[] further = new int[numbers.Length];
        for (int i = 1; i < columnCount; i++)
        {
            _values[i].Find(keys[i], further);
            for (int row = 0; row < numbers.Length; row++)
            {
                bool found = numbers[row] >= 0 && further[row] >= 0;
                numbers[row] = found ? _pairs[i - 1].Find(Pair(numbers[row], further[row])) : -1;
            }
        }
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static ValueIndex[] NewIndexes(int count)
    {
        var indexes = new ValueIndex[count];
        for (int i = 0; i < count; i++)
        {
            indexes[i] = new ValueIndex();
        }
        return indexes;
    }

    private static WordIndex[] NewPairs(int columnCount)
    {
        var pairs = new WordIndex[Math.Max(0, columnCount - 1)];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new WordIndex();
        }
        return pairs;
    }
}
