namespace Quiver.Storage.Indexes;

/// <summary>Walks a stretch of a run's entries, forwards or backwards. Not thread safe.</summary>
/// <param name="run">The run.</param>
internal sealed class IndexRunCursor(IndexRun run)
{
    private int _block;
    private int _entry;
    private bool _isBackwards;
    private KeyBuffer? _key;

    /// <summary>Entries left, the present one included; at 0 there is none.</summary>
    public long Remaining { get; private set; }

    /// <summary>Blocks that were entered so far.</summary>
    public long BlocksRead { get; private set; }

    /// <summary>The id of the present entry.</summary>
    public long Id { get; private set; }

    /// <summary>The key of the present entry; only when keys were asked for.</summary>
    public KeyBuffer Key => _key ??= new();

    /// <summary>Whether <see cref="Key"/> is filled in at every step; it is empty otherwise.</summary>
    public bool ReadsKeys
    {
        get;
        set
        {
            field = value;
            _key?.Clear();
        }
    }

    /// <summary>A cursor at the first of all entries of a run, with their keys.</summary>
    public static IndexRunCursor OverAll(IndexRun run)
    {
        var cursor = new IndexRunCursor(run) { ReadsKeys = true };
        cursor.Start(0, run.EntryCount, isBackwards: false);
        return cursor;
    }

    /// <summary>Goes to the first (or, backwards, the last) of the entries [from, to).</summary>
    public void Start(long from, long to, bool isBackwards)
    {
        Remaining = Math.Max(0, to - from);
        _isBackwards = isBackwards;
        if (Remaining > 0)
        {
            long at = isBackwards ? to - 1 : from;
            _block = run.BlockOf(at);
            _entry = (int)(at - run.FirstEntry(_block));
            BlocksRead++;
            Read();
        }
    }

    /// <summary>Goes to the entries from a key on that are below an end; both are bounds on the key alone.</summary>
    /// <param name="low">The least key that is in.</param>
    /// <param name="high">The least key that is no longer in; empty for no end.</param>
    /// <param name="isBackwards">Whether to begin at the last.</param>
    public void Seek(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high, bool isBackwards)
    {
        if (run.EntryCount == 0)
        {
            Remaining = 0;
            return;
        }
        long from = run.LowerBound(low, long.MinValue);
        long to = high.IsEmpty ? run.EntryCount : run.LowerBound(high, long.MinValue);
        Start(from, to, isBackwards);
    }

    /// <summary>Goes to the next entry.</summary>
    public void Next()
    {
        if (--Remaining <= 0)
        {
            return;
        }
        _entry += _isBackwards ? -1 : 1;
        if (_entry < 0)
        {
            _block--;
            _entry = (int)(run.FirstEntry(_block + 1) - run.FirstEntry(_block)) - 1;
            BlocksRead++;
        }
        else if (_entry >= run.FirstEntry(_block + 1) - run.FirstEntry(_block))
        {
            _block++;
            _entry = 0;
            BlocksRead++;
        }
        Read();
    }

    private void Read()
    {
        var block = run.Block(_block);
        Id = block.Id(_entry);
        if (ReadsKeys)
        {
            Key.Clear();
            Key.Append(block.Prefix);
            Key.Append(block.Suffix(_entry));
        }
    }
}
