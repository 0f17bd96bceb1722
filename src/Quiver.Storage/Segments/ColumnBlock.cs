using System.Runtime.InteropServices;
using Quiver.Foundation.Kernels;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Storage.Segments;

/// <summary>One property of the rows of a segment, readable at any row.</summary>
/// <remarks>
/// <code>
/// 0   u8   block kind: 1
/// 1   u8   column type (ColumnType)
/// 2   u8   form: 1 words, 2 text, 3 text dictionary, 4 shared words
/// 3   u8×5 zero
/// 8   presence section: the rows that have a value
///     words:           word section
///     text:            text section
///     text dictionary: word section of codes; text section of distinct strings
///     shared words:    u32 columns; u32 zero; word section of all columns, one behind the other
/// </code>
/// Immutable; safe for concurrent readers. Points into a mapped file and must not be used after that is closed.
/// </remarks>
internal sealed class ColumnBlock
{
    private const int MinBulkRows = 4;
    private const int TextChunk = 256;

    // Rows of a stretch that is unpacked for a part of them, if that is one in so many or more.
    private const int StretchRows = 512;
    private const int MinStretchShare = 4;

    // A column of few texts is read as numbers of a table, which is a copy: columns outlive what is mapped.
    private const int MinCodedRows = 16;
    private const int MaxTableTexts = 4096;
    private const int MaxTableBytes = 1 << 16;

    private readonly ContentForm _form;
    private readonly Presence _presence;
    private readonly WordSection _words;
    private readonly TextSection _texts;
    private readonly BlockOrigin _origin;

    /// <summary>Where the words of the column begin in the section.</summary>
    private readonly int _firstWord;

    /// <summary>The columns of the block but the first, as far as they were asked for.</summary>
    private readonly ColumnBlock?[] _others = [];
    private TextTable? _table;

    private ColumnBlock(ref BlockCursor source)
    {
        _origin = source.Origin;
        source.Expect(BlockKind.Column);
        Type = source.Read<ColumnType>();
        _form = source.Read<ContentForm>();
        bool isText = Type is ColumnType.Text or ColumnType.Mixed;
        bool isWords = _form is ContentForm.Words or ContentForm.SharedWords;
        bool known = isWords || _form is ContentForm.Text or ContentForm.TextDictionary;
        if (!Enum.IsDefined(Type) || !known || isText == isWords)
        {
            BlockErrors.ThrowContent(_origin, "a column type and its form", (int)Type);
        }
        ReadPadding(ref source);
        _presence = Presence.Parse(ref source);
        if (_form == ContentForm.SharedWords)
        {
            int most = BlockLimits.MaxSharedWords / Math.Max(1, _presence.Count);
            int columns = source.ReadCount(1, most, "columns");
            source.Read<int>();
            _others = new ColumnBlock?[columns - 1];
            _words = WordSection.Parse(ref source, columns * _presence.Count);
        }
        else if (_form != ContentForm.Text)
        {
            _words = WordSection.Parse(ref source, _presence.Count);
        }
        if (isText)
        {
            _texts = TextSection.Parse(ref source);
        }
        if (_form == ContentForm.Text && _texts.Count != _presence.Count)
        {
            BlockErrors.ThrowContent(_origin, $"{_presence.Count} strings", _texts.Count);
        }
    }

    /// <summary>Another column of the block.</summary>
    private ColumnBlock(ColumnBlock first, int place)
    {
        _origin = first._origin;
        _form = first._form;
        _presence = first._presence;
        _words = first._words;
        _firstWord = place * first.Count;
        Type = first.Type;
    }

    /// <summary>How values are held.</summary>
    public ColumnType Type { get; }

    /// <summary>Rows of the segment.</summary>
    public int Rows => _presence.Rows;

    /// <summary>Rows that have a value.</summary>
    public int Count => _presence.Count;

    /// <summary>Whether every row has a value, and of a kind whose values all equal themselves.</summary>
    public bool IsComplete => _presence.IsAll && Type is not (ColumnType.Float or ColumnType.Mixed);

    /// <summary>Reads a block's structure; its checksum was verified before.</summary>
    public static ColumnBlock Parse(ref BlockCursor source) => new(ref source);

    /// <summary>A column of the block that this one is the first of.</summary>
    /// <param name="place">Which, from 0.</param>
    public ColumnBlock At(int place)
    {
        if (place == 0)
        {
            return this;
        }
        CheckPlace(place);
        // Two threads may both make it: what they make is the same.
        return _others[place - 1] ??= new(this, place);
    }

    /// <summary>The same, which is not kept: for who reads millions of columns once.</summary>
    public ColumnBlock Peek(int place)
    {
        CheckPlace(place);
        return place == 0 ? this : new(this, place);
    }

    /// <summary>The value of a row in a column of the block that this one is the first of; null where absent or beyond the rows.</summary>
    public Value Get(int place, int row)
    {
        CheckPlace(place);
        int index = _presence.IndexOf(row);
        return index < 0 ? Value.Null : ValueAt((place * Count) + index);
    }

    /// <summary>The row of a value, by its place among those that are there: 0 to <see cref="Count"/> - 1.</summary>
    public int RowOf(int index) => _presence.RowOf(index);

    /// <summary>The value of a row; null where absent or beyond the rows.</summary>
    public Value this[int row]
    {
        get
        {
            int index = _presence.IndexOf(row);
            return index < 0 ? Value.Null : ValueAt(index);
        }
    }

    /// <summary>Appends the values of rows of one segment to a column.</summary>
    /// <param name="ids">Ids whose segment is this block's.</param>
    /// <param name="destination">Where to.</param>
    public void AppendTo(ReadOnlySpan<long> ids, ColumnBuilder destination)
    {
        if (Type == ColumnType.Mixed)
        {
            AppendMixed(ids, destination);
            return;
        }
        var vector = destination.VectorFor(KindOf(Type));
        switch (vector)
        {
            case WordVector words:
                ReadWords(ids, words.AppendSpan(ids.Length), vector);
                break;
            case FloatVector floats:
                var target = MemoryMarshal.Cast<double, long>(floats.AppendSpan(ids.Length));
                ReadWords(ids, target, vector);
                break;
            case TextVector texts:
                AppendTexts(ids, texts);
                break;
            default:
                foreach (long id in ids)
                {
                    vector.Append(this[SegmentLayout.RowOf(id)]);
                }
                break;
        }
    }

    /// <summary>For rows of one segment whether they have a value: 1 or 0. Values are not looked at.</summary>
    /// <param name="ids">Ids whose segment is this block's.</param>
    /// <param name="present">Where to; as long as the ids.</param>
    public void ReadPresence(ReadOnlySpan<long> ids, Span<long> present)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            present[i] = _presence.Contains(SegmentLayout.RowOf(ids[i])) ? 1 : 0;
        }
    }

    /// <summary>Appends values of any kinds: date-times, which have no type of their own, as words where they have one.</summary>
    private void AppendMixed(ReadOnlySpan<long> ids, ColumnBuilder destination)
    {
        int run = _form == ContentForm.Text ? RunOf(ids) : -1;
        if (run >= 0)
        {
            AppendMixedRun(run, ids.Length, destination);
            return;
        }
        foreach (long id in ids)
        {
            int index = _presence.IndexOf(SegmentLayout.RowOf(id));
            if (index < 0)
            {
                destination.AppendNull();
            }
            else
            {
                MixedValues.Append(TextAt(index), destination, _origin);
            }
        }
    }

    private void AppendMixedRun(int first, int count, ColumnBuilder destination)
    {
        Span<long> offsets = stackalloc long[TextChunk + 1];
        for (int done = 0; done < count; done += TextChunk)
        {
            int chunk = Math.Min(TextChunk, count - done);
            _texts.ReadOffsets(first + done, offsets[..(chunk + 1)]);
            for (int i = 0; i < chunk; i++)
            {
                var bytes = _texts.Slice(offsets[i], offsets[i + 1]);
                MixedValues.Append(bytes, destination, _origin);
            }
        }
    }

    private static VectorKind KindOf(ColumnType type) =>
        type switch
        {
            ColumnType.Boolean => VectorKind.Boolean,
            ColumnType.Integer => VectorKind.Integer,
            ColumnType.Float => VectorKind.Float,
            ColumnType.Text => VectorKind.Text,
            ColumnType.Date => VectorKind.Date,
            _ => VectorKind.Any,
        };

    private static unsafe void ReadPadding(ref BlockCursor source) => source.Take(5);

    private void CheckPlace(int place)
    {
        if (place > _others.Length)
        {
            BlockErrors.ThrowContent(_origin, $"more than {place} columns", _others.Length + 1);
        }
    }

    private Value ValueAt(int index) =>
        Type switch
        {
            ColumnType.Boolean => Value.Boolean(_words[_firstWord + index] != 0),
            ColumnType.Integer => Value.Integer(_words[_firstWord + index]),
            ColumnType.Float => Value.FromBits(ValueKind.Float, _words[_firstWord + index]),
            ColumnType.Date => Value.FromBits(ValueKind.Date, _words[_firstWord + index]),
            ColumnType.Text => Value.Utf8(TextAt(index)),
            _ => MixedValues.Read(TextAt(index), _origin),
        };

    private ReadOnlySpan<byte> TextAt(int index)
    {
        if (_form == ContentForm.Text)
        {
            return _texts[index];
        }
        return TextOf(_words[index]);
    }

    private ReadOnlySpan<byte> TextOf(long code)
    {
        if ((ulong)code >= (ulong)_texts.Count)
        {
            BlockErrors.ThrowContent(_origin, $"a code below {_texts.Count}", code);
        }
        return _texts[(int)code];
    }

    private void ReadWords(ReadOnlySpan<long> ids, Span<long> target, ColumnVector vector)
    {
        int run = RunOf(ids);
        if (run >= 0)
        {
            _words.Read(_firstWord + run, target);
            return;
        }
        if (ids.Length >= MinBulkRows && _presence.IsAll)
        {
            ReadNear(ids, target, vector);
        }
        else
        {
            ReadSingly(ids, target, vector, 0);
        }
    }

    /// <summary>Where the values of consecutive rows begin that all have one; -1 for other rows.</summary>
    private int RunOf(ReadOnlySpan<long> ids) =>
        ids.Length >= MinBulkRows && WordKernels.AreConsecutive(ids)
            ? _presence.IndexOfRun(SegmentLayout.RowOf(ids[0]), ids.Length)
            : -1;

    /// <summary>Reads rows that lie close together out of a stretch that is unpacked at once.</summary>
    private void ReadNear(ReadOnlySpan<long> ids, Span<long> target, ColumnVector vector)
    {
        Span<long> stretch = stackalloc long[StretchRows];
        for (int i = 0; i < ids.Length; )
        {
            long first = ids[i];
            int end = i;
            long last = 0;
            while (end < ids.Length && (ulong)(ids[end] - first) < StretchRows)
            {
                last = Math.Max(last, ids[end] - first);
                end++;
            }
            var own = ids[i..end];
            int row = SegmentLayout.RowOf(first);
            if (own.Length * MinStretchShare < last || row + last >= Rows)
            {
                ReadSingly(own, target.Slice(i, own.Length), vector, ids.Length - end);
            }
            else
            {
                _words.Read(_firstWord + row, stretch[..((int)last + 1)]);
                for (int k = 0; k < own.Length; k++)
                {
                    target[i + k] = stretch[(int)(own[k] - first)];
                }
            }
            i = end;
        }
    }

    private void ReadSingly(
        ReadOnlySpan<long> ids,
        Span<long> target,
        ColumnVector vector,
        int rowsBehind
    )
    {
        int firstRow = vector.Count - rowsBehind - ids.Length;
        for (int i = 0; i < ids.Length; i++)
        {
            int index = _presence.IndexOf(SegmentLayout.RowOf(ids[i]));
            if (index < 0)
            {
                target[i] = 0;
                vector.MarkNull(firstRow + i);
            }
            else
            {
                target[i] = _words[_firstWord + index];
            }
        }
    }

    private void AppendTexts(ReadOnlySpan<long> ids, TextVector vector)
    {
        int run = RunOf(ids);
        if (ids.Length >= MinCodedRows && Table() is { } table)
        {
            AppendCodes(ids, run, table, vector);
            return;
        }
        if (run >= 0)
        {
            AppendTextRun(run, ids.Length, vector);
            return;
        }
        foreach (long id in ids)
        {
            int index = _presence.IndexOf(SegmentLayout.RowOf(id));
            if (index < 0)
            {
                vector.AppendNull();
            }
            else
            {
                vector.Append(TextAt(index));
            }
        }
    }

    /// <summary>Consecutive values: codes or offsets are unpacked in bulk.</summary>
    private void AppendTextRun(int first, int count, TextVector vector)
    {
        Span<long> words = stackalloc long[TextChunk + 1];
        for (int done = 0; done < count; done += TextChunk)
        {
            int chunk = Math.Min(TextChunk, count - done);
            if (_form == ContentForm.Text)
            {
                _texts.ReadOffsets(first + done, words[..(chunk + 1)]);
                for (int i = 0; i < chunk; i++)
                {
                    vector.Append(_texts.Slice(words[i], words[i + 1]));
                }
            }
            else
            {
                _words.Read(first + done, words[..chunk]);
                for (int i = 0; i < chunk; i++)
                {
                    vector.Append(TextOf(words[i]));
                }
            }
        }
    }

    /// <summary>The block's different texts; null when they are too many to be worth a copy.</summary>
    private TextTable? Table()
    {
        if (_table is not null)
        {
            return _table;
        }
        bool isSmall =
            _form == ContentForm.TextDictionary
            && _texts.Count <= MaxTableTexts
            && _texts.ByteCount <= MaxTableBytes;
        return isSmall ? MakeTable() : null;
    }

    private TextTable MakeTable()
    {
        int[] offsets = new int[_texts.Count + 1];
        byte[] bytes = new byte[_texts.ByteCount];
        for (int i = 0; i < _texts.Count; i++)
        {
            var text = _texts[i];
            offsets[i + 1] = offsets[i] + text.Length;
            text.CopyTo(bytes.AsSpan(offsets[i]));
        }
        // Of two threads that both make one, the first one's stays: columns are of one table only when it is the same object.
        var made = new TextTable(offsets, bytes);
        return Interlocked.CompareExchange(ref _table, made, null) ?? made;
    }

    private void AppendCodes(ReadOnlySpan<long> ids, int run, TextTable table, TextVector vector)
    {
        Span<long> words = stackalloc long[TextChunk];
        Span<int> codes = stackalloc int[TextChunk];
        while (!ids.IsEmpty)
        {
            int chunk = Math.Min(TextChunk, ids.Length);
            ulong most = 0;
            if (run >= 0)
            {
                _words.Read(run, words[..chunk]);
                most = WordKernels.Narrow(words[..chunk], codes);
                run += chunk;
            }
            for (int i = run >= 0 ? chunk : 0; i < chunk; i++)
            {
                int index = _presence.IndexOf(SegmentLayout.RowOf(ids[i]));
                long code = index < 0 ? -1 : _words[index];
                most |= index < 0 ? 0 : (ulong)code;
                codes[i] = (int)code;
            }
            // Codes of a table of 4,096 texts or fewer: what is above all of them together is rare, and looked at singly.
            if (most >= (ulong)table.Count)
            {
                CheckCodes(codes[..chunk], most, table);
            }
            vector.AppendCodes(table, codes[..chunk]);
            ids = ids[chunk..];
        }
    }

    private void CheckCodes(ReadOnlySpan<int> codes, ulong most, TextTable table)
    {
        bool isBeyond = most > int.MaxValue;
        foreach (int code in codes)
        {
            isBeyond |= code >= table.Count;
        }
        if (isBeyond)
        {
            BlockErrors.ThrowContent(_origin, $"codes below {table.Count}", table.Count);
        }
    }
}
