using Quiver.Foundation.Memory;
using Quiver.Import.Values;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Parsed rows with consecutive ids on their way into segments: columns by property key and, for nodes, label sets. Comes from a pool and goes back
/// when its last row is encoded.
/// </summary>
internal sealed unsafe class RowChunk : IDisposable
{
    private readonly ChunkArena _arena = new();
    private readonly List<ColumnChunk> _columns = [];
    private readonly List<PropertyKeyId> _keys = [];
    private readonly ScratchMemory _labelSets = new();

    /// <summary>The number of rows.</summary>
    public int RowCount { get; set; }

    /// <summary>How many columns it has.</summary>
    public int ColumnCount => _keys.Count;

    /// <summary>The segment that the first row belongs to; -1 where segments follow from the numbers of rows alone.</summary>
    public int Segment { get; set; }

    /// <summary>The first of the keys of which no other rows have any: all from it on are such. <see cref="int.MaxValue"/> where there are none.</summary>
    public int FirstOwnKey { get; set; }

    /// <summary>The label set of all rows; -1 when <see cref="LabelSets"/> holds one per row.</summary>
    public int LabelSet { get; set; }

    /// <summary>The label set of each row.</summary>
    public int* LabelSets => _labelSets.As<int>();

    /// <summary>Pieces of it that are not encoded yet.</summary>
    public int PendingPieces;

    /// <summary>Property values in all columns.</summary>
    public long ValueCount
    {
        get
        {
            long count = 0;
            for (int i = 0; i < ColumnCount; i++)
            {
                count += _columns[i].ValueCount;
            }
            return count;
        }
    }

    /// <summary>The key of a column.</summary>
    public PropertyKeyId Key(int column) => _keys[column];

    /// <summary>A column.</summary>
    public ColumnChunk Column(int column) => _columns[column];

    /// <summary>The column of a key, or null.</summary>
    public ColumnChunk? Find(PropertyKeyId key)
    {
        int column = _keys.IndexOf(key);
        return column < 0 ? null : _columns[column];
    }

    /// <summary>Empties the chunk and keeps its memory.</summary>
    public void Clear()
    {
        _keys.Clear();
        _arena.Clear();
        RowCount = 0;
        Segment = -1;
        FirstOwnKey = int.MaxValue;
        LabelSet = -1;
    }

    /// <summary>Adds a column, to be filled by the caller.</summary>
    public ColumnChunk Add(PropertyKeyId key)
    {
        _keys.Add(key);
        if (_columns.Count < _keys.Count)
        {
            _columns.Add(new ColumnChunk(_arena));
        }
        return _columns[_keys.Count - 1];
    }

    /// <summary>Makes room for one label set a row.</summary>
    public int* ReserveLabelSets(int rowCount) => _labelSets.Reserve<int>(rowCount);

    public void Dispose()
    {
        foreach (var column in _columns)
        {
            column.Dispose();
        }
        _labelSets.Dispose();
        _arena.Dispose();
    }
}
