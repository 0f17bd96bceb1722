using System.Runtime.InteropServices;
using Quiver.Model.Columns;
using Quiver.Storage.Indexes;

namespace Quiver.Cypher.Execution.Operators.Indexes;

/// <summary>All that an index is asked for a row: each combination of what its properties are asked.</summary>
/// <param name="probes">One for each property of the index.</param>
internal sealed class IndexProbes(IndexProbe[] probes)
{
    private readonly List<IndexPredicate>[] _alternatives = ListsFor(probes.Length);
    private readonly int[] _positions = new int[probes.Length];
    private readonly IndexPredicate[] _current = new IndexPredicate[probes.Length];
    private bool _hasNext;

    /// <summary>Computes the values for a batch of rows.</summary>
    public void Evaluate(Batch rows, QueryContext context)
    {
        foreach (var probe in probes)
        {
            probe.Evaluate(rows, context);
        }
    }

    /// <summary>Whether a value that is attempted could not be computed for a row.</summary>
    public bool HasFailed(int row)
    {
        foreach (var probe in probes)
        {
            if (probe.HasFailed(row))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Goes to a row.</summary>
    public void Start(int row)
    {
        // Where a value makes this fail there is nothing to be asked.
        _hasNext = false;
        bool haveAll = true;
        for (int i = 0; i < probes.Length; i++)
        {
            _alternatives[i].Clear();
            probes[i].AddPredicates(row, _alternatives[i]);
            _positions[i] = 0;
            haveAll &= _alternatives[i].Count > 0;
        }
        _hasNext = haveAll;
    }

    /// <summary>The next combination for the row; false when there are no more.</summary>
    public bool TryNext(out ReadOnlySpan<IndexPredicate> predicates)
    {
        predicates = _current;
        if (!_hasNext)
        {
            return false;
        }
        for (int i = 0; i < _current.Length; i++)
        {
            _current[i] = CollectionsMarshal.AsSpan(_alternatives[i])[_positions[i]];
        }
        Advance();
        return true;
    }

    // One search a row is what most ask for.
    private static List<IndexPredicate>[] ListsFor(int count)
    {
        var lists = new List<IndexPredicate>[count];
        for (int i = 0; i < count; i++)
        {
            lists[i] = new List<IndexPredicate>(1);
        }
        return lists;
    }

    private void Advance()
    {
        for (int i = _positions.Length - 1; i >= 0; i--)
        {
            if (++_positions[i] < _alternatives[i].Count)
            {
                return;
            }
            _positions[i] = 0;
        }
        _hasNext = false;
    }
}
