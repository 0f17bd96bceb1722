using System.Numerics;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// A set of ids of nodes, or of relationships: a hash table while it is small, then a bitmap in pages of 65,536 ids, of which only those exist that hold an id.
/// </summary>
internal sealed class EntitySet
{
    private const int PageBits = 16;
    private const int PageWords = (1 << PageBits) / 64;
    private const int MaxHashed = 256;

    // Above it ids are too far apart for a list of pages. Ids of what procedures made up are negative.
    private const ulong MaxPages = 1 << 16;

    private WordIndex? _hashed = new();
    private ulong[]?[] _pages = [];
    private int _pageCount;

    /// <summary>How many ids.</summary>
    public int Count { get; private set; }

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes =>
        (_hashed?.MemoryBytes ?? 0)
        + ((long)_pageCount * PageWords + _pages.Length) * sizeof(ulong);

    /// <summary>Adds ids; gives how many were not there before.</summary>
    public int AddAll(ReadOnlySpan<long> ids)
    {
        int before = Count;
        for (int i = 0; i < ids.Length; i++)
        {
            if (_hashed is null)
            {
                AddToPages(ids[i..]);
                break;
            }
            AddHashed(ids[i]);
        }
        return Count - before;
    }

    /// <summary>Adds an id; false when it was there before.</summary>
    public bool Add(long id)
    {
        ulong page = (ulong)id >> PageBits;
        if (_hashed is null && page < (ulong)_pages.Length && _pages[page] is { } bits)
        {
            ref ulong word = ref bits[(id >> 6) & (PageWords - 1)];
            ulong bit = 1UL << (int)(id & 63);
            bool isNew = (word & bit) == 0;
            word |= bit;
            Count += isNew ? 1 : 0;
            return isNew;
        }
        return AddAll([id]) > 0;
    }

    /// <summary>The ids that it holds.</summary>
    public long[] ToArray()
    {
        if (_hashed is not null)
        {
            return _hashed.Words();
        }
        long[] ids = new long[Count];
        int next = 0;
        for (int page = 0; page < _pages.Length; page++)
        {
            for (int word = 0; _pages[page] is { } bits && word < PageWords; word++)
            {
                for (ulong left = bits[word]; left != 0; left &= left - 1)
                {
                    ids[next++] =
                        ((long)page << PageBits)
                        + (word * 64L)
                        + BitOperations.TrailingZeroCount(left);
                }
            }
        }
        return ids;
    }

    private void AddHashed(long id)
    {
        _hashed!.FindOrAdd(id, 0, out bool isNew);
        if (!isNew)
        {
            return;
        }
        Count++;
        if (Count == MaxHashed)
        {
            TurnIntoPages();
        }
    }

    private void TurnIntoPages()
    {
        long[] ids = _hashed!.Words();
        foreach (long id in ids)
        {
            if ((ulong)id >> PageBits >= MaxPages)
            {
                return;
            }
        }
        _hashed = null;
        Count = 0;
        AddToPages(ids);
    }

    private void AddToPages(ReadOnlySpan<long> ids)
    {
        int count = Count;
        for (int i = 0; i < ids.Length; i++)
        {
            long id = ids[i];
            ulong page = (ulong)id >> PageBits;
            ulong[]? bits = page < (ulong)_pages.Length ? _pages[page] : null;
            if (bits is null)
            {
                if (page >= MaxPages)
                {
                    Count = count;
                    BackToHash();
                    AddAll(ids[i..]);
                    return;
                }
                bits = NewPage((int)page);
            }
            ref ulong word = ref bits[(id >> 6) & (PageWords - 1)];
            ulong bit = 1UL << (int)(id & 63);
            count += (word & bit) == 0 ? 1 : 0;
            word |= bit;
        }
        Count = count;
    }

    private ulong[] NewPage(int page)
    {
        if (page >= _pages.Length)
        {
            Array.Resize(ref _pages, (int)BitOperations.RoundUpToPowerOf2((uint)page + 1));
        }
        _pageCount++;
        return _pages[page] = new ulong[PageWords];
    }

    /// <summary>An id came that is too far from the others: from now on all are hashed.</summary>
    private void BackToHash()
    {
        long[] ids = ToArray();
        _pages = [];
        _pageCount = 0;
        _hashed = new WordIndex();
        foreach (long id in ids)
        {
            _hashed.FindOrAdd(id, 0, out _);
        }
    }
}
