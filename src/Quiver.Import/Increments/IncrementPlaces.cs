using Quiver.Csv;
using Quiver.Import.Ids;
using Quiver.Import.Pipeline;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Where in the input the rows stand that make or change nodes, or relationships. Blocks are added in their order; what their rows change by any thread.</summary>
internal sealed class IncrementPlaces
{
    private readonly Lock _lock = new();
    private readonly NodePlaces _new;
    private readonly NodePlaces _changing;
    private readonly Dictionary<long, long> _rows = [];
    private long _changingRows;

    /// <summary>None yet.</summary>
    public IncrementPlaces()
        : this(new(), new()) { }

    private IncrementPlaces(NodePlaces @new, NodePlaces changing) =>
        (_new, _changing) = (@new, changing);

    /// <summary>Takes places up again that <see cref="WriteTo"/> described.</summary>
    public static IncrementPlaces Read(BinaryReader input)
    {
        var places = new IncrementPlaces(NodePlaces.Read(input), NodePlaces.Read(input));
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            places._rows.Add(input.ReadInt64(), input.ReadInt64());
        }
        return places;
    }

    /// <summary>Describes all places so that another process can take them up; nobody adds to them meanwhile.</summary>
    public void WriteTo(BinaryWriter output)
    {
        _new.WriteTo(output);
        _changing.WriteTo(output);
        output.Write(_rows.Count);
        foreach (var (id, row) in _rows)
        {
            output.Write(id);
            output.Write(row);
        }
    }

    /// <summary>Takes the rows of a block that make something new, whose ids follow each other.</summary>
    /// <param name="block">The block.</param>
    /// <param name="first">How many were new before.</param>
    /// <param name="others">The other rows, ascending.</param>
    public void AddNew(CsvBlock block, long first, ReadOnlySpan<DuplicateId> others)
    {
        if (others.Length < block.RowCount)
        {
            _new.Add(PlacedRows.Of(block), first, others);
        }
    }

    /// <summary>Takes the rows of a block that change what there is.</summary>
    /// <param name="block">The block.</param>
    /// <param name="others">The other rows, ascending.</param>
    /// <returns>The number of the first; they are numbered one by one.</returns>
    public long AddChanging(CsvBlock block, ReadOnlySpan<DuplicateId> others)
    {
        long first = _changingRows;
        if (others.Length < block.RowCount)
        {
            _changing.Add(PlacedRows.Of(block), first, others);
            _changingRows += block.RowCount - others.Length;
        }
        return first;
    }

    /// <summary>Says what a row changes.</summary>
    public void Add(long id, long row)
    {
        lock (_lock)
        {
            _rows.Add(id, row);
        }
    }

    /// <summary>The file and line of the row that makes or changes something; null where no row does.</summary>
    public (string Path, long Line)? Find(long id)
    {
        if (id >= IncrementIds.First)
        {
            return _new.Find(id - IncrementIds.First);
        }
        return _rows.TryGetValue(id, out long row) ? _changing.Find(row) : null;
    }
}
