using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// Numbers the different values of a column from 0 in order of appearance, by equivalence: null is a value like any other, 1 and
/// 1.0 are the same. Integers, ids, booleans, dates, date-times and text have tables of their own, so that whole columns are numbered without
/// making a value of each row.
/// </summary>
internal sealed class ValueIndex
{
    private const int None = -1;
    private const int KindCount = (int)VectorKind.ZonedDateTime + 1;

    private readonly WordIndex?[] _words = new WordIndex?[KindCount];
    private TextIndex? _texts;
    private TextTable? _table;
    private int[] _tableNumbers = [];
    private Dictionary<Value, int>? _others;
    private int _nullNumber = None;

    // A long list that stands in row after row is not gone through for each.
    private ListValue? _lastList;
    private int _lastListNumber;

    /// <summary>The different values so far.</summary>
    public int Count { get; private set; }

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes
    {
        get
        {
            long bytes = (_texts?.MemoryBytes ?? 0) + _othersBytes;
            foreach (var words in _words)
            {
                bytes += words?.MemoryBytes ?? 0;
            }
            return bytes;
        }
    }

    private long _othersBytes;

    /// <summary>Numbers a column's rows; a value that was not seen before gets the next number.</summary>
    public void FindOrAdd(ColumnVector column, Span<int> numbers)
    {
        switch (column)
        {
            case WordVector words:
                FindOrAddWords(words, numbers);
                break;
            case TextVector texts:
                FindOrAddTexts(texts, numbers);
                break;
            default:
                for (int row = 0; row < numbers.Length; row++)
                {
                    numbers[row] = FindOrAdd(column[row]);
                }
                break;
        }
    }

    /// <summary>The numbers of a column's values; -1 where a value was never added or is null.</summary>
    public void Find(ColumnVector column, Span<int> numbers)
    {
        switch (column)
        {
            case WordVector words:
                var index = _words[(int)words.Kind];
                var items = words.Items;
                for (int row = 0; row < numbers.Length; row++)
                {
                    numbers[row] = index is null ? None : index.Find(items[row]);
                }
                break;
            case TextVector texts:
                for (int row = 0; row < numbers.Length; row++)
                {
                    numbers[row] = _texts is null ? None : _texts.Find(texts.Utf8(row));
                }
                break;
            default:
                for (int row = 0; row < numbers.Length; row++)
                {
                    numbers[row] = Find(column[row]);
                }
                return;
        }
        if (column.HasNulls)
        {
            for (int row = 0; row < numbers.Length; row++)
            {
                numbers[row] = column.IsNull(row) ? None : numbers[row];
            }
        }
    }

    /// <summary>The number of a value; a value that was not seen before gets the next number.</summary>
    public int FindOrAdd(Value value)
    {
        value = Normalize(value);
        if (value.IsNull)
        {
            return NullNumber();
        }
        int number;
        bool added;
        if (ColumnWords.TryOf(value, out var kind, out long word))
        {
            number = WordsOf(kind).FindOrAdd(word, Count, out added);
        }
        else if (value.Kind == ValueKind.String)
        {
            number = (_texts ??= new TextIndex()).FindOrAdd(value.AsUtf8(), Count, out added);
        }
        else if (value.Kind == ValueKind.List && ReferenceEquals(value.AsList(), _lastList))
        {
            return _lastListNumber;
        }
        else
        {
            _others ??= new Dictionary<Value, int>(ValueEquivalence.Instance);
            added = _others.TryAdd(value, Count);
            number = added ? Count : _others[value];
            _othersBytes += added ? ValueMemory.Of(value) + 16 : 0;
            if (value.Kind == ValueKind.List)
            {
                (_lastList, _lastListNumber) = (value.AsList(), number);
            }
        }
        Count += added ? 1 : 0;
        return number;
    }

    private int Find(Value value)
    {
        value = Normalize(value);
        if (ColumnWords.TryOf(value, out var kind, out long word))
        {
            return _words[(int)kind]?.Find(word) ?? None;
        }
        return value.Kind switch
        {
            ValueKind.Null => None,
            ValueKind.String => _texts?.Find(value.AsUtf8()) ?? None,
            _ => _others?.GetValueOrDefault(value, None) ?? None,
        };
    }

    private void FindOrAddWords(WordVector words, Span<int> numbers)
    {
        var index = WordsOf(words.Kind);
        var items = words.Items;
        int count = Count;
        bool hasNulls = words.HasNulls;
        for (int row = 0; row < numbers.Length; row++)
        {
            if (hasNulls && words.IsNull(row))
            {
                Count = count;
                numbers[row] = NullNumber();
                count = Count;
                continue;
            }
            numbers[row] = index.FindOrAdd(items[row], count, out bool added);
            count += added ? 1 : 0;
        }
        Count = count;
    }

    private void FindOrAddTexts(TextVector texts, Span<int> numbers)
    {
        if (texts.Table is { } table)
        {
            FindOrAddCodes(texts, table, numbers);
            return;
        }
        var index = _texts ??= new TextIndex();
        for (int row = 0; row < numbers.Length; row++)
        {
            if (texts.IsNull(row))
            {
                numbers[row] = NullNumber();
                continue;
            }
            numbers[row] = index.FindOrAdd(texts.Utf8(row), Count, out bool added);
            Count += added ? 1 : 0;
        }
    }

    /// <summary>Each text of the column's table is looked up once; a row then costs a load.</summary>
    private void FindOrAddCodes(TextVector texts, TextTable table, Span<int> numbers)
    {
        if (!ReferenceEquals(table, _table))
        {
            _table = table;
            _tableNumbers = new int[table.Count];
            Array.Fill(_tableNumbers, None);
        }
        int[] known = _tableNumbers;
        var codes = texts.Codes;
        if (!texts.HasNulls && TryFindCodes(codes, known, numbers))
        {
            return;
        }
        for (int row = 0; row < numbers.Length; row++)
        {
            int code = codes[row];
            int number = code < 0 ? NullNumber() : known[code];
            if (number == None)
            {
                number = (_texts ??= new TextIndex()).FindOrAdd(
                    table.Utf8(code),
                    Count,
                    out bool added
                );
                Count += added ? 1 : 0;
                known[code] = number;
            }
            numbers[row] = number;
        }
    }

    /// <summary>The numbers of rows none of whose texts is new: without a branch for each row. False where one is.</summary>
    private static bool TryFindCodes(
        ReadOnlySpan<int> codes,
        ReadOnlySpan<int> known,
        Span<int> numbers
    )
    {
        int all = 0;
        for (int row = 0; row < numbers.Length; row++)
        {
            int number = known[codes[row]];
            numbers[row] = number;
            all |= number;
        }
        return all >= 0;
    }

    private int NullNumber()
    {
        if (_nullNumber == None)
        {
            _nullNumber = Count++;
        }
        return _nullNumber;
    }

    private WordIndex WordsOf(VectorKind kind) => _words[(int)kind] ??= new WordIndex();

    /// <summary>A float that is a whole number becomes that integer, to which it is equivalent.</summary>
    private static Value Normalize(Value value)
    {
        if (value.Kind != ValueKind.Float)
        {
            return value;
        }
        double number = value.AsFloat();
        return
            number >= -9223372036854775808.0
            && number < 9223372036854775808.0
            && (long)number == number
            ? Value.Integer((long)number)
            : value;
    }
}
