using System.Buffers.Binary;
using Quiver.Foundation.Kernels;
using Quiver.Import.Ids;
using Quiver.Import.Values;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Finds nodes of the database by the identifiers of rows: a block's are sorted, and the index is swept in their order. One per thread.</summary>
/// <remarks>Unsafe: reads identifiers that are integers by row, within their rows.</remarks>
/// <param name="graph">The database.</param>
internal sealed unsafe class ExistingNodes(Snapshot graph)
{
    private const ulong SignBit = 1UL << 63;

    private readonly Dictionary<long, KeyLookup> _lookups = [];
    private readonly RadixSorter _sorter = new();
    private int[] _order = [];
    private ulong[] _words = [];

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
        lookup.Restart();
        if (ids.HoldsWords)
        {
            FindIntegers(lookup, ids, nodes);
        }
        else
        {
            FindTexts(lookup, ids, nodes);
        }
    }

    private void FindIntegers(KeyLookup lookup, ColumnChunk ids, Span<long> nodes)
    {
        int count = Collect(ids, nodes);
        for (int i = 0; i < count; i++)
        {
            _words[i] = (ulong)ids.Words[_order[i]] ^ SignBit;
        }
        _sorter.Sort(_words.AsSpan(0, count), _order.AsSpan(0, count));
        long found = -1;
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || _words[i] != _words[i - 1])
            {
                found = lookup.Find((long)(_words[i] ^ SignBit)).Value;
            }
            nodes[_order[i]] = found;
        }
    }

    private void FindTexts(KeyLookup lookup, ColumnChunk ids, Span<long> nodes)
    {
        int count = Collect(ids, nodes);
        for (int i = 0; i < count; i++)
        {
            _words[i] = PrefixOf(ids.BytesOf(_order[i]));
        }
        _sorter.Sort(_words.AsSpan(0, count), _order.AsSpan(0, count));
        for (int from = 0; from < count; )
        {
            int to = from + 1;
            while (to < count && _words[to] == _words[from])
            {
                to++;
            }
            if (to - from > 1)
            {
                _order
                    .AsSpan(from, to - from)
                    .Sort((a, b) => ids.BytesOf(a).SequenceCompareTo(ids.BytesOf(b)));
            }
            from = to;
        }
        foreach (int row in _order.AsSpan(0, count))
        {
            nodes[row] = lookup.Find(ids.BytesOf(row)).Value;
        }
    }

    private static ulong PrefixOf(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        }
        Span<byte> filled = stackalloc byte[sizeof(ulong)];
        filled.Clear();
        text.CopyTo(filled);
        return BinaryPrimitives.ReadUInt64BigEndian(filled);
    }

    /// <summary>Notes the rows that are looked for.</summary>
    private int Collect(ColumnChunk ids, ReadOnlySpan<long> nodes)
    {
        if (_order.Length < nodes.Length)
        {
            _order = new int[nodes.Length * 2];
            _words = new ulong[nodes.Length * 2];
        }
        int count = 0;
        for (int row = 0; row < nodes.Length; row++)
        {
            if (nodes[row] < 0 && ids.IsPresent(row))
            {
                _order[count++] = row;
            }
        }
        return count;
    }
}
