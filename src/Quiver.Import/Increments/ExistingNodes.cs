using Quiver.Import.Ids;
using Quiver.Import.Values;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Finds nodes of the database by the identifiers of rows. One per thread.</summary>
/// <remarks>Unsafe: reads identifiers that are integers by row, within their rows.</remarks>
/// <param name="graph">The database.</param>
internal sealed unsafe class ExistingNodes(Snapshot graph)
{
    private readonly Dictionary<long, KeyLookup> _lookups = [];
    private int[] _order = [];
    private long[] _words = [];

    /// <summary>Fills in the nodes of rows that have none yet.</summary>
    /// <param name="space">The identifiers' space.</param>
    /// <param name="ids">The identifiers.</param>
    /// <param name="nodes">One a row; negative where it is not known.</param>
    public void Find(IdSpace space, ColumnChunk ids, Span<long> nodes)
    {
        var key = space.Key!;
        if (!_lookups.TryGetValue(key.Id, out var lookup))
        {
            lookup = new KeyLookup(graph, key);
            _lookups.Add(key.Id, lookup);
        }
        if (!ids.HoldsWords)
        {
            for (int row = 0; row < nodes.Length; row++)
            {
                if (nodes[row] < 0 && ids.IsPresent(row))
                {
                    nodes[row] = lookup.Find(Value.Utf8(ids.BytesOf(row))).Value;
                }
            }
            return;
        }
        // Integers are looked for in their order: neighbours stand in the same block of the index, and equal ones are looked for once.
        int count = Collect(ids, nodes);
        _words.AsSpan(0, count).Sort(_order.AsSpan(0, count));
        long found = -1;
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || _words[i] != _words[i - 1])
            {
                found = lookup.Find(Value.Integer(_words[i])).Value;
            }
            nodes[_order[i]] = found;
        }
    }

    private int Collect(ColumnChunk ids, ReadOnlySpan<long> nodes)
    {
        if (_order.Length < nodes.Length)
        {
            _order = new int[nodes.Length * 2];
            _words = new long[nodes.Length * 2];
        }
        int count = 0;
        for (int row = 0; row < nodes.Length; row++)
        {
            if (nodes[row] < 0 && ids.IsPresent(row))
            {
                _words[count] = ids.Words[row];
                _order[count++] = row;
            }
        }
        return count;
    }
}
