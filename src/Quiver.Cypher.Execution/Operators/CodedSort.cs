using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Puts many rows in order key by key: by <see cref="SortCodes"/> first, then what has the same code by the rest of the text or by the next key. Rows
/// that no code tells apart are compared.
/// </summary>
/// <param name="columns">The keys' columns.</param>
/// <param name="isDescending">Which keys are descending.</param>
/// <param name="compare">The order of two rows; of rows with the same keys that of their numbers.</param>
/// <param name="context">The query.</param>
internal sealed class CodedSort(
    ColumnVector[] columns,
    bool[] isDescending,
    Comparison<int> compare,
    QueryContext context
)
{
    /// <summary>Fewer rows are compared: that takes less than to make codes.</summary>
    public const int MinRows = 48;

    // So many are put in order between two looks at whether the query was ended.
    private const int MaxRowsAtOnce = 1 << 17;

    // A pivot halves the rows about; more levels than these only if pivots are as bad as they can be.
    private const int MaxPartitions = 64;

    // Texts that begin with as many same bytes are compared.
    private const int MaxTextOffset = 8 * SortCodes.TextBytes;

    private ulong[] _codes = [];

    /// <summary>Puts rows in order; they are ascending before.</summary>
    public void Sort(int[] rows)
    {
        long bytes = (long)rows.Length * sizeof(ulong);
        context.Memory.Charge(bytes);
        try
        {
            _codes = new ulong[rows.Length];
            Sort(rows, 0, rows.Length, 0, 0);
        }
        finally
        {
            _codes = [];
            context.Memory.Release(bytes);
        }
    }

    private void Sort(int[] rows, int start, int end, int key, int textOffset)
    {
        if (key == columns.Length)
        {
            rows.AsSpan(start, end - start).Sort();
            return;
        }
        if (end - start < MinRows)
        {
            rows.AsSpan(start, end - start).Sort(compare);
            return;
        }
        context.Cancellation.ThrowIfCancellationRequested();
        var column = columns[key];
        if (textOffset == 0 && column.HasNulls)
        {
            (start, end) = SortNulls(rows, start, end, key);
        }
        var own = rows.AsSpan(start, end - start);
        var codes = _codes.AsSpan(start, end - start);
        if (!SortCodes.TryFill(column, textOffset, own, codes))
        {
            own.Sort(compare);
            return;
        }
        if (isDescending[key])
        {
            Invert(codes);
        }
        SortByCode(codes, own, MaxPartitions);
        if (isDescending[key])
        {
            Invert(codes);
        }
        SortRuns(rows, start, end, key, textOffset);
    }

    /// <summary>Puts the rows where a key is null behind the others, or before them, in order among themselves; gives the place of the others.</summary>
    private (int Start, int End) SortNulls(int[] rows, int start, int end, int key)
    {
        bool areFirst = isDescending[key];
        int middle = start;
        for (int i = start; i < end; i++)
        {
            if (columns[key].IsNull(rows[i]) == areFirst)
            {
                (rows[i], rows[middle]) = (rows[middle], rows[i]);
                middle++;
            }
        }
        if (areFirst)
        {
            Sort(rows, start, middle, key + 1, 0);
            return (middle, end);
        }
        Sort(rows, middle, end, key + 1, 0);
        return (start, middle);
    }

    private void SortRuns(int[] rows, int start, int end, int key, int textOffset)
    {
        for (int from = start; from < end; )
        {
            ulong code = _codes[from];
            int to = from + 1;
            while (to < end && _codes[to] == code)
            {
                to++;
            }
            if (to - from > 1)
            {
                SortRun(rows, from, to, (key, textOffset), code);
            }
            from = to;
        }
    }

    private void SortRun(int[] rows, int from, int to, (int Key, int TextOffset) at, ulong code)
    {
        if (SortCodes.IsExact(columns[at.Key], code))
        {
            Sort(rows, from, to, at.Key + 1, 0);
        }
        else if (columns[at.Key] is TextVector && at.TextOffset < MaxTextOffset)
        {
            Sort(rows, from, to, at.Key, at.TextOffset + SortCodes.TextBytes);
        }
        else
        {
            rows.AsSpan(from, to - from).Sort(compare);
        }
    }

    private void SortByCode(Span<ulong> codes, Span<int> rows, int partitions)
    {
        while (codes.Length > MaxRowsAtOnce && partitions-- > 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (less, greater) = Partition(codes, rows);
            if (less < codes.Length - greater)
            {
                SortByCode(codes[..less], rows[..less], partitions);
                codes = codes[greater..];
                rows = rows[greater..];
            }
            else
            {
                SortByCode(codes[greater..], rows[greater..], partitions);
                codes = codes[..less];
                rows = rows[..less];
            }
        }
        codes.Sort(rows);
    }

    /// <summary>Puts what is less than a code to the left and what is greater to the right; gives the end of the one and the start of the other.</summary>
    private static (int Less, int Greater) Partition(Span<ulong> codes, Span<int> rows)
    {
        ulong pivot = Median(codes[codes.Length / 4], codes[codes.Length / 2], codes[^1]);
        int less = 0;
        int greater = codes.Length;
        for (int i = 0; i < greater; )
        {
            int other =
                codes[i] < pivot ? less++
                : codes[i] > pivot ? --greater
                : i;
            (codes[i], codes[other]) = (codes[other], codes[i]);
            (rows[i], rows[other]) = (rows[other], rows[i]);
            // What came from the right is not yet looked at.
            i += other < greater || other == i ? 1 : 0;
        }
        return (less, greater);
    }

    private static ulong Median(ulong a, ulong b, ulong c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private static void Invert(Span<ulong> codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = ~codes[i];
        }
    }
}
