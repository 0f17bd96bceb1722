using Quiver.Foundation.Kernels;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>Reads the property columns of node or relationship segments.</summary>
internal sealed class PropertyReader(
    SegmentIndex segments,
    (int First, int Count)[] ranges,
    ColumnEntry[] entries,
    LazyBlocks<ColumnBlock> blocks
)
{
    /// <summary>Appends one property of each entity to a column; null where absent.</summary>
    public void Read(PropertyKeyId key, ReadOnlySpan<long> ids, ColumnBuilder destination)
    {
        while (!ids.IsEmpty)
        {
            int count = WordKernels.CountInBlock(ids, SegmentLayout.RowBits);
            var column = Find(segments.OfId(ids[0]), key);
            if (column is null)
            {
                destination.AppendNulls(count);
            }
            else
            {
                column.AppendTo(ids[..count], destination);
            }
            ids = ids[count..];
        }
    }

    /// <summary>For each entity whether it has the property: 1 or 0. Values are not looked at.</summary>
    public void ReadPresence(PropertyKeyId key, ReadOnlySpan<long> ids, Span<long> present)
    {
        while (!ids.IsEmpty)
        {
            int count = WordKernels.CountInBlock(ids, SegmentLayout.RowBits);
            var column = Find(segments.OfId(ids[0]), key);
            if (column is null)
            {
                present[..count].Clear();
            }
            else
            {
                column.ReadPresence(ids[..count], present);
            }
            ids = ids[count..];
            present = present[count..];
        }
    }

    /// <summary>Whether it is certain, without a look at values, that each entity has the property, and one that equals itself.</summary>
    public bool HaveAll(PropertyKeyId key, ReadOnlySpan<long> ids)
    {
        long known = -1;
        int rows = 0;
        bool isRun = WordKernels.AreConsecutive(ids);
        for (int i = 0; i < ids.Length; i++)
        {
            long id = ids[i];
            if (id >> SegmentLayout.RowBits != known)
            {
                known = id >> SegmentLayout.RowBits;
                var column = id < 0 ? null : Find(segments.OfId(id), key);
                rows = column is { IsComplete: true } ? column.Rows : 0;
            }
            if (SegmentLayout.RowOf(id) >= rows)
            {
                return false;
            }
            if (isRun)
            {
                // On to the last one in this segment, then to the first one behind.
                int rest = SegmentLayout.RowsPerSegment - SegmentLayout.RowOf(id);
                int last = Math.Min(i + rest, ids.Length) - 1;
                i = last > i ? last - 1 : i;
            }
        }
        return true;
    }

    /// <summary>One property of one entity; null where absent.</summary>
    public Value Get(PropertyKeyId key, long id) =>
        Find(segments.OfId(id), key)?[SegmentLayout.RowOf(id)] ?? Value.Null;

    /// <summary>Appends all properties of an entity in the order of their keys' numbers.</summary>
    public void ReadAll(long id, List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        int entry = segments.OfId(id);
        if (entry < 0)
        {
            return;
        }
        var (first, count) = ranges[entry];
        int row = SegmentLayout.RowOf(id);
        for (int i = first; i < first + count; i++)
        {
            var (key, columns, _) = entries[i];
            if (columns > 1)
            {
                AddShared(blocks[i], row, key, columns, properties);
                continue;
            }
            var value = blocks[i][row];
            if (!value.IsNull)
            {
                properties.Add(new(new(key), value));
            }
        }
    }

    /// <summary>Adds the keys of all columns in the segments of ids. Fastest where neighbours are of one segment.</summary>
    public void AddKeys(ReadOnlySpan<long> ids, SortedSet<int> keys)
    {
        long known = -1;
        foreach (long id in ids)
        {
            long segment = id >> SegmentLayout.RowBits;
            if (segment == known)
            {
                continue;
            }
            known = segment;
            int entry = segments.OfId(id);
            if (entry < 0)
            {
                continue;
            }
            var (first, count) = ranges[entry];
            foreach (ref readonly var column in entries.AsSpan(first, count))
            {
                for (int place = 0; place < column.Count; place++)
                {
                    keys.Add(column.Key + place);
                }
            }
        }
    }

    /// <summary>Appends the properties of columns that share a block: they have values in the same rows.</summary>
    private static void AddShared(
        ColumnBlock block,
        int row,
        int firstKey,
        int count,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    )
    {
        for (int place = 0; place < count; place++)
        {
            var value = block.Get(place, row);
            if (value.IsNull)
            {
                return;
            }
            properties.Add(new(new(firstKey + place), value));
        }
    }

    private ColumnBlock? Find(int entry, PropertyKeyId key)
    {
        if (entry < 0)
        {
            return null;
        }
        var (first, count) = ranges[entry];
        for (int i = first; i < first + count; i++)
        {
            if (entries[i].Has(key.Value))
            {
                return blocks[i].At(key.Value - entries[i].Key);
            }
        }
        return null;
    }
}
