using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// Numbers different combinations of key columns from 0 in order of appearance. The values of a single column are numbered at once; of several columns each has codes for its values,
/// the codes of the first two make a word, which is numbered, this number and the next column's code make another, and so on.
/// </summary>
internal sealed class RowKeys(int columnCount)
{
    private readonly ValueIndex _single = new();
    private readonly KeyCodes[] _codes = NewOf<KeyCodes>(columnCount > 1 ? columnCount : 0);
    private readonly WordIndex[] _pairs = NewPairs(columnCount);
    private int[] _further = [];

    /// <summary>The different combinations so far.</summary>
    public int Count =>
        columnCount switch
        {
            0 => 1,
            1 => _single.Count,
            _ => _pairs[^1].Count,
        };

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes
    {
        get
        {
            long bytes = _single.MemoryBytes;
            foreach (var codes in _codes)
            {
                bytes += codes.MemoryBytes;
            }
            foreach (var pairs in _pairs)
            {
                bytes += pairs.MemoryBytes;
            }
            return bytes;
        }
    }

    /// <summary>Numbers the rows; a combination that was not seen before gets the next number.</summary>
    public void FindOrAdd(ReadOnlySpan<ColumnVector> keys, Span<int> numbers)
    {
        if (columnCount == 0)
        {
            numbers.Clear();
            return;
        }
        if (columnCount == 1)
        {
            _single.FindOrAdd(keys[0], numbers);
            return;
        }
        CodesOf(0, keys[0]).FindOrAdd(keys[0], numbers);
        var further = Further(numbers.Length);
        for (int i = 1; i < columnCount; i++)
        {
            CodesOf(i, keys[i]).FindOrAdd(keys[i], further);
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
        if (columnCount == 1)
        {
            _single.Find(keys[0], numbers);
            return;
        }
        CodesOf(0, keys[0]).Find(keys[0], numbers);
        var further = Further(numbers.Length);
        for (int i = 1; i < columnCount; i++)
        {
            CodesOf(i, keys[i]).Find(keys[i], further);
            for (int row = 0; row < numbers.Length; row++)
            {
                bool found = numbers[row] >= 0 && further[row] >= 0;
                numbers[row] = found ? _pairs[i - 1].Find(Pair(numbers[row], further[row])) : -1;
            }
        }
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    /// <summary>The codes of a key, made such that a column's values can have them.</summary>
    private KeyCodes CodesOf(int key, ColumnVector column)
    {
        var codes = _codes[key];
        if (!codes.Fit(column))
        {
            Number(key);
        }
        return codes;
    }

    /// <summary>From now on a key's codes are numbers in place of ids, also in the table of which they are one half.</summary>
    private void Number(int key)
    {
        var pairs = _pairs[Math.Max(0, key - 1)];
        long[] words = pairs.WordsByNumber();
        int[] ids = new int[words.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = (int)(key == 0 ? words[i] >> 32 : words[i]);
        }
        int[] codes = _codes[key].Number(ids);
        pairs.Clear();
        for (int i = 0; i < codes.Length; i++)
        {
            long pair =
                key == 0 ? Pair(codes[i], (int)words[i]) : Pair((int)(words[i] >> 32), codes[i]);
            pairs.FindOrAdd(pair, i, out _);
        }
    }

    private Span<int> Further(int rows)
    {
        if (_further.Length < rows)
        {
            _further = new int[rows];
        }
        return _further.AsSpan(0, rows);
    }

    private static T[] NewOf<T>(int count)
        where T : new()
    {
        var items = new T[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = new T();
        }
        return items;
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
