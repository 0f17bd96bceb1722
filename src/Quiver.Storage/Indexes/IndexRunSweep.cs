namespace Quiver.Storage.Indexes;

/// <summary>Looks keys up in a run in their order: each search goes on where the last one ended, in steps that double. Not thread safe.</summary>
/// <param name="run">The run.</param>
internal sealed class IndexRunSweep(IndexRun run)
{
    // The first block that does not begin below the last key.
    private int _next;
    private int _block = -1;
    private int _entry;

    /// <summary>Goes back to the begin.</summary>
    public void Restart()
    {
        _next = 0;
        _block = -1;
        _entry = 0;
    }

    /// <summary>Finds the entity of a key's first entry; false when no entry has the key. No key may be below the one before.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, out long id)
    {
        id = -1;
        _next = FirstFrom(_next, key);
        // Entries of the key can stand at the end of the block before, or begin the next one.
        int block = Math.Max(0, _next - 1);
        if (block >= run.BlockCount)
        {
            return false;
        }
        if (block != _block)
        {
            _block = block;
            _entry = 0;
        }
        var entries = run.Block(block);
        _entry = entries.LowerBound(key, _entry);
        if (_entry < entries.Count)
        {
            return TryTake(entries, _entry, key, out id);
        }
        return block + 1 < run.BlockCount && TryTake(run.Block(block + 1), 0, key, out id);
    }

    private static bool TryTake(IndexBlock entries, int at, ReadOnlySpan<byte> key, out long id)
    {
        bool isFound = entries.HasKey(at, key);
        id = isFound ? entries.Id(at) : -1;
        return isFound;
    }

    /// <summary>The first block from one on that does not begin below a key.</summary>
    private int FirstFrom(int from, ReadOnlySpan<byte> key)
    {
        int count = run.BlockCount;
        int step = 1;
        while (from + step <= count && run.FirstKey(from + step - 1).SequenceCompareTo(key) < 0)
        {
            from += step;
            step *= 2;
        }
        int to = Math.Min(from + step - 1, count);
        while (from < to)
        {
            int middle = (int)((uint)(from + to) >> 1);
            (from, to) =
                run.FirstKey(middle).SequenceCompareTo(key) < 0 ? (middle + 1, to) : (from, middle);
        }
        return from;
    }
}
