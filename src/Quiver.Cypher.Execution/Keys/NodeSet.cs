namespace Quiver.Cypher.Execution.Keys;

/// <summary>A set of node numbers as a bitmap in pages, which are made where a node of theirs is added.</summary>
/// <param name="memory">What the pages are charged to.</param>
internal sealed class NodeSet(QueryMemory memory)
{
    // 64 Ki nodes, 8 KiB.
    private const int PageShift = 16;
    private const int WordsPerPage = 1 << (PageShift - 6);
    private const long BytesPerPage = WordsPerPage * sizeof(ulong);

    private readonly List<int> _used = [];
    private readonly Stack<ulong[]> _free = new();
    private ulong[]?[] _pages = [];

    /// <summary>Adds a node; false when it is there.</summary>
    public bool Add(long node)
    {
        int page = (int)(node >> PageShift);
        if (page >= _pages.Length)
        {
            Array.Resize(ref _pages, Math.Max(page + 1, 2 * _pages.Length));
        }
        ulong[] words = _pages[page] ?? NewPage(page);
        ref ulong word = ref words[(int)(node >> 6) & (WordsPerPage - 1)];
        ulong bit = 1UL << (int)(node & 63);
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    /// <summary>Whether a node is there.</summary>
    public bool Contains(long node)
    {
        int page = (int)(node >> PageShift);
        return page < _pages.Length
            && _pages[page] is { } words
            && (words[(int)(node >> 6) & (WordsPerPage - 1)] & (1UL << (int)(node & 63))) != 0;
    }

    /// <summary>Takes all nodes out; pages are kept for those to come.</summary>
    public void Clear()
    {
        foreach (int page in _used)
        {
            ulong[] words = _pages[page]!;
            Array.Clear(words);
            _free.Push(words);
            _pages[page] = null;
        }
        _used.Clear();
    }

    private ulong[] NewPage(int page)
    {
        if (!_free.TryPop(out ulong[]? words))
        {
            memory.Charge(BytesPerPage);
            words = new ulong[WordsPerPage];
        }
        _pages[page] = words;
        _used.Add(page);
        return words;
    }
}
