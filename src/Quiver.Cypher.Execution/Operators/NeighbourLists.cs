using System.Buffers;
using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// The neighbours of many nodes over one step, each node's ascending, with the relationships to them. Read for several nodes at once and kept until there are too many.
/// </summary>
internal sealed class NeighbourLists : IDisposable
{
    // 64 MiB of neighbours and relationships.
    private const int MaxKept = 1 << 22;
    private const int InitialRoom = 2 * Batch.Capacity;
    private const int InitialLists = 64;

    private readonly QueryContext _context;
    private readonly StepCursor _cursor;
    private readonly List<long> _wanted = [];
    private readonly List<int> _wantedLists = [];
    private readonly WordIndex _index = new();
    private readonly int[] _rows = new int[Batch.Capacity];

    // Of the pool: large arrays that are made anew for each query keep the collector busy.
    private long[] _nodes = [];
    private long[] _relationships = [];
    private (int Start, int Count)[] _lists = [];
    private Snapshot? _snapshot;
    private int _listCount;
    private int _count;

    private NeighbourLists(QueryContext context, ExpandStep step)
    {
        _context = context;
        _cursor = new StepCursor(step);
    }

    /// <summary>Makes lists that the query owns.</summary>
    /// <param name="context">The query's context.</param>
    /// <param name="step">The step.</param>
    public static NeighbourLists Of(QueryContext context, ExpandStep step)
    {
        var lists = new NeighbourLists(context, step);
        context.Own(lists);
        return lists;
    }

    /// <summary>Forgets what was read of another snapshot than the statement reads now; true when it is another.</summary>
    public bool Refresh()
    {
        if (ReferenceEquals(_snapshot, _context.Snapshot))
        {
            return false;
        }
        _snapshot = _context.Snapshot;
        Forget();
        return true;
    }

    /// <summary>The number of a node's list; -1 when it is not there.</summary>
    public int Find(long node)
    {
        int list = _index.Find(node);
        return list >= 0 && _lists[list].Start >= 0 ? list : -1;
    }

    /// <summary>The neighbours of a list, until more lists are read.</summary>
    public ReadOnlySpan<long> Nodes(int list) =>
        _nodes.AsSpan(_lists[list].Start, _lists[list].Count);

    /// <summary>The relationships to them.</summary>
    public ReadOnlySpan<long> Relationships(int list) =>
        _relationships.AsSpan(_lists[list].Start, _lists[list].Count);

    /// <summary>Gives the arrays back. The query calls it at its end.</summary>
    public void Dispose()
    {
        Return(_nodes);
        Return(_relationships);
        Return(_lists);
        _nodes = [];
        _relationships = [];
        _lists = [];
        _index.Release();
    }

    /// <summary>Reads the lists of nodes that are not there; those of the first ones in any case, of the others as there is room. What was there may be forgotten.</summary>
    public void Read(ReadOnlySpan<long> nodes, int first)
    {
        if (_count >= MaxKept)
        {
            Forget();
        }
        _wanted.Clear();
        _wantedLists.Clear();
        int needed = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] >= 0 && IsNews(nodes[i], out int list))
            {
                _wanted.Add(nodes[i]);
                _wantedLists.Add(list);
                needed += i < first ? 1 : 0;
            }
        }
        if (_wanted.Count > 0)
        {
            Load(needed);
        }
    }

    private bool IsNews(long node, out int list)
    {
        list = _index.FindOrAdd(node, _listCount, out bool isNew);
        if (isNew)
        {
            if (_listCount == _lists.Length)
            {
                _lists = Grown(_lists, _listCount, Math.Max(InitialLists, 2 * _listCount));
            }
            _lists[_listCount++] = (-1, 0);
            return true;
        }
        return _lists[list].Start < 0 && !_wantedLists.Contains(list);
    }

    private void Load(int needed)
    {
        var expansion = _cursor.Open(_context);
        expansion.Start(CollectionsMarshal.AsSpan(_wanted));
        int done = 0;
        int start = _count;
        while (true)
        {
            EnsureRoom();
            int found = expansion.Next(
                _rows,
                _relationships.AsSpan(_count, Batch.Capacity),
                _nodes.AsSpan(_count, Batch.Capacity)
            );
            if (found == 0)
            {
                break;
            }
            _context.Cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < found; i++)
            {
                for (; done < _rows[i]; done++)
                {
                    Finish(done, start, _count + i);
                    start = _count + i;
                }
            }
            _count += found;
            if (_count >= MaxKept && done >= needed)
            {
                // The list that was begun is read when it is asked for.
                _count = start;
                return;
            }
        }
        for (; done < _wanted.Count; done++)
        {
            Finish(done, start, _count);
            start = _count;
        }
    }

    private void Finish(int wanted, int start, int end)
    {
        _lists[_wantedLists[wanted]] = (start, end - start);
        for (int i = start + 1; i < end; i++)
        {
            if (_nodes[i - 1] > _nodes[i])
            {
                // Several types, both directions, or changes: lists that are each in order, one behind the other.
                Array.Sort(_nodes, _relationships, start, end - start);
                return;
            }
        }
    }

    private void EnsureRoom()
    {
        if (_nodes.Length - _count < Batch.Capacity)
        {
            int length = Math.Max(InitialRoom, 2 * _nodes.Length);
            _context.Memory.Charge(2L * (length - _nodes.Length) * sizeof(long));
            _nodes = Grown(_nodes, _count, length);
            _relationships = Grown(_relationships, _count, length);
        }
    }

    private static T[] Grown<T>(T[] array, int used, int length)
    {
        var grown = ArrayPool<T>.Shared.Rent(length);
        array.AsSpan(0, used).CopyTo(grown);
        Return(array);
        return grown;
    }

    private static void Return<T>(T[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }

    private void Forget()
    {
        _index.Release();
        _listCount = 0;
        _count = 0;
    }
}
