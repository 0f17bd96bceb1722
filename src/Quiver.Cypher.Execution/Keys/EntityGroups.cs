using System.Numerics;
using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Expressions.Graph;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// Remembers the group of each node, or relationship, whose properties are the keys of a grouping: who comes again needs neither properties nor a look-up of
/// them. Of no use, and given up, where nobody comes again.
/// </summary>
internal sealed class EntityGroups
{
    private const int PageBits = 16;
    private const int RowsBeforeJudgement = 1 << 14;
    private const ulong MaxPages = 1 << 12;

    private readonly List<int> _unknown = [];

    // Group + 1; 0 for who was not seen yet; below 0 for who has no group yet: minus the place among the unknown - 1.
    private int[]?[] _pages = [];
    private long _lastId = -1;
    private int _pageCount;
    private int _rowCount;
    private int _seenCount;

    private EntityGroups(int slot) => Slot = slot;

    /// <summary>The column of the entity.</summary>
    public int Slot { get; }

    /// <summary>Whether it costs more than it saves.</summary>
    public bool IsUseless => _rowCount >= RowsBeforeJudgement && _seenCount == _rowCount;

    /// <summary>Whether all ids that were shown ascend, as those of a scan do: nobody comes again.</summary>
    public bool IsAscending { get; private set; } = true;

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => ((long)_pageCount << PageBits) * sizeof(int);

    /// <summary>For keys that are all properties of one column's entities, or these themselves; null for others.</summary>
    public static EntityGroups? TryMake(ReadOnlySpan<VectorExpression> keys)
    {
        int slot = -1;
        foreach (var key in keys)
        {
            bool fits =
                key is PropertyExpression or ColumnExpression
                && key.Slots.Length == 1
                && (slot < 0 || slot == key.Slots[0]);
            if (!fits)
            {
                return null;
            }
            slot = key.Slots[0];
        }
        return slot < 0 ? null : new EntityGroups(slot);
    }

    /// <summary>Looks at ids that come before the table is used.</summary>
    public void Show(ReadOnlySpan<long> ids)
    {
        for (int i = 0; i < ids.Length && IsAscending; i++)
        {
            IsAscending = ids[i] > _lastId;
            _lastId = ids[i];
        }
    }

    /// <summary>Whether ids are near enough to 0 for a table; those of what procedures made up are negative.</summary>
    public static bool Covers(ReadOnlySpan<long> ids)
    {
        ulong bits = 0;
        foreach (long id in ids)
        {
            bits |= (ulong)id;
        }
        return bits >> PageBits < MaxPages;
    }

    /// <summary>Puts the groups of entities that are known; gives the first rows of those that are not, whose groups are then to be <see cref="Settle">settled</see>.</summary>
    public int[] LookUp(ReadOnlySpan<long> ids, Span<int> groups)
    {
        _unknown.Clear();
        for (int row = 0; row < ids.Length; row++)
        {
            ref int cell = ref CellOf(ids[row]);
            if (cell == 0)
            {
                _unknown.Add(row);
                cell = -_unknown.Count;
            }
            groups[row] = cell - 1;
        }
        _rowCount += ids.Length;
        _seenCount += _unknown.Count;
        return [.. _unknown];
    }

    /// <summary>Takes the groups of the rows that <see cref="LookUp"/> gave, and puts them.</summary>
    public void Settle(ReadOnlySpan<long> ids, ReadOnlySpan<int> numbers, Span<int> groups)
    {
        var unknown = CollectionsMarshal.AsSpan(_unknown);
        for (int i = 0; i < unknown.Length; i++)
        {
            CellOf(ids[unknown[i]]) = numbers[i] + 1;
        }
        for (int row = 0; row < groups.Length; row++)
        {
            int group = groups[row];
            groups[row] = group >= 0 ? group : numbers[-group - 2];
        }
    }

    private ref int CellOf(long id)
    {
        ulong page = (ulong)id >> PageBits;
        int[]? cells = page < (ulong)_pages.Length ? _pages[page] : null;
        cells ??= NewPage(page);
        return ref cells[id & ((1 << PageBits) - 1)];
    }

    private int[] NewPage(ulong page)
    {
        if (page >= (ulong)_pages.Length)
        {
            Array.Resize(ref _pages, (int)BitOperations.RoundUpToPowerOf2((uint)page + 1));
        }
        _pageCount++;
        return _pages[page] = new int[1 << PageBits];
    }
}
