using System.Runtime.InteropServices;
using Quiver.Csv;
using Quiver.Import.Ids;
using Quiver.Import.Reports;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>One thread of the node phase: turns blocks into chunks and chunks into segments.</summary>
internal sealed unsafe class NodeWorker : IDisposable
{
    private const long MostWaitingBytes = 4 << 20;

    /// <summary>Label columns that are read one by one, with the labels so far as a set of its own.</summary>
    private const int MostLabelSteps = 16;

    private readonly ImportPlan _plan;
    private readonly NodePhase _phase;
    private readonly GenerationWriter _writer;
    private readonly RowReader _rows;
    private readonly IdReader _ids;
    private readonly NodeSegmentEncoder _encoder = new();
    private readonly SegmentColumns _columns = new();
    private readonly TokenCells _labelCells;
    private readonly List<DuplicateId> _duplicates = [];
    private readonly List<int> _duplicateRows = [];
    private byte[] _content = [];

    /// <summary>By label set, while a segment's sets are numbered: 0 otherwise.</summary>
    private int[] _localSets = [];
    private readonly List<(int LabelSet, long Nodes)> _setCounts = [];
    private int[] _localRows = [];
    private LabelId[][] _distinctSets = [];
    private readonly NodeRunBuilder? _runs;
    private ColumnChunk? _nodeIds;
    private long _sequence;

    /// <summary>Whether the blocks before this one have read their labels, as far as this one has had to know.</summary>
    private bool _isLabelTurn;

    public NodeWorker(ImportPlan plan, NodePhase phase, BadEntryLog bad, GenerationWriter writer)
    {
        _plan = plan;
        _phase = phase;
        _writer = writer;
        _rows = new RowReader(plan, bad);
        _ids = new IdReader(_rows);
        _labelCells = new TokenCells(plan.Rules, AddLabels);
        _runs = phase.Runs is { } runs ? new NodeRunBuilder(runs) : null;
    }

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block => _rows.Block;

    /// <summary>Parses the block and hands its rows on.</summary>
    public void Read(BlockTicket ticket)
    {
        var group = _plan.Nodes[ticket.Group];
        _rows.Begin(group);
        var chunk = RentChunk();
        if (!TryNumber(ticket, group, chunk))
        {
            return;
        }
        _rows.ParseProperties(group.Properties, chunk);
        chunk.RowCount = Block.RowCount;
        chunk.FirstOwnKey = ticket.IsWholeGroup ? group.FirstOwnKey : int.MaxValue;
        _sequence = ticket.Sequence;
        _isLabelTurn = false;
        ReadLabels(group, chunk);
        _rows.Complete(ticket.Sequence);
        _phase.LabelOrder.Done(ticket.Sequence);
        if (_runs is null)
        {
            _phase.Assembler.Submit(ticket.Sequence, chunk);
        }
        else if (_nodeIds is not null)
        {
            _runs.Add(ticket.Sequence, _nodeIds);
        }
    }

    /// <summary>Encodes a full segment and writes it.</summary>
    public void Encode(SegmentWork work)
    {
        _encoder.Begin(work.Index, work.RowCount);
        if (work.UsedRows < work.RowCount)
        {
            _encoder.SetLive(ListLive(work.UsedRows));
        }
        EncodeLabels(work);
        long properties = 0;
        var keys = CollectionsMarshal.AsSpan(_columns.Collect(work));
        while (!keys.IsEmpty)
        {
            int count = _columns.BuildShared(work, keys, out var shared, out bool areComplete);
            if (count > 1)
            {
                _encoder.AddSharedColumns(keys[0], count, shared, areComplete);
                properties += shared.Words.Length;
            }
            else
            {
                count = 1;
                _encoder.AddColumn(keys[0], _columns.Build(work, keys[0], out int valueCount));
                properties += valueCount;
            }
            keys = keys[count..];
            if (_encoder.WaitingBytes > MostWaitingBytes)
            {
                _writer.Drain(_encoder);
            }
        }
        _phase.AddCounts(0, 0, properties);
        _writer.Add(_encoder);
        _phase.Assembler.Release(work);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _ids.Dispose();
        _encoder.Dispose();
        _columns.Dispose();
        _runs?.Dispose();
    }

    private RowChunk RentChunk()
    {
        if (_runs is null)
        {
            return _phase.Assembler.Rent();
        }
        _runs.Chunk.Clear();
        return _runs.Chunk;
    }

    /// <summary>Enters the ids and gives node ids; drops rows whose id was there before. False when an earlier block failed.</summary>
    private bool TryNumber(BlockTicket ticket, NodeGroupPlan group, RowChunk chunk)
    {
        int rowCount = Block.RowCount;
        _duplicates.Clear();
        if (group.Ids is null)
        {
            var places = _plan.Options.Schema.Count > 0 ? PlacedRows.Of(Block) : [];
            bool isNumbered = _phase.TryNumber(
                ticket,
                rowCount,
                first =>
                {
                    chunk.Segment = SegmentLayout.SegmentOf(first);
                    _phase.Places.Add(places, first, []);
                    return rowCount;
                }
            );
            if (!isNumbered)
            {
                return false;
            }
        }
        else
        {
            var space = group.Ids.Space;
            var ids = _ids.Read(group.Ids, chunk);
            var places = PlacedRows.Of(Block);
            bool isNumbered = _phase.TryNumber(
                ticket,
                rowCount,
                first =>
                {
                    chunk.Segment = SegmentLayout.SegmentOf(first);
                    space.Map.Add(ids, first, _duplicates);
                    _phase.Places.Add(places, first, CollectionsMarshal.AsSpan(_duplicates));
                    return rowCount - _duplicates.Count;
                }
            );
            if (!isNumbered)
            {
                return false;
            }
            if (_duplicates.Count > 0)
            {
                DropDuplicates(group.Ids);
                ids = _ids.Read(group.Ids, chunk);
            }
            _nodeIds = ids;
        }
        return true;
    }

    private void DropDuplicates(IdPlan ids)
    {
        _duplicateRows.Clear();
        bool isSkipped = _plan.Options.SkipDuplicateNodes;
        var entries = isSkipped ? _rows.Entries : new BadEntryWriter(isListing: true);
        foreach (var (row, firstNode) in _duplicates)
        {
            _duplicateRows.Add(row);
            entries.Add(
                new DuplicateNode
                {
                    Position = Block.PositionOf(row, ids.Column.Position),
                    Row = Block.RawRow(row),
                    Id = _ids.Content(ids, row, ref _content),
                    Space = ids.Space,
                    First = _phase.Places.Find(firstNode),
                }
            );
            if (!isSkipped)
            {
                throw ImportErrors.BadEntry(entries.Buffer.Entry(0));
            }
        }
        Block.RemoveRows(CollectionsMarshal.AsSpan(_duplicateRows));
    }

    private void ReadLabels(NodeGroupPlan group, RowChunk chunk)
    {
        int groupSet = _phase.LabelSets.NumberOf(group.Labels);
        if (group.LabelColumns.Count == 0)
        {
            chunk.LabelSet = groupSet;
            return;
        }
        int* sets = chunk.ReserveLabelSets(chunk.RowCount);
        if (group.LabelColumns.Count > MostLabelSteps)
        {
            ReadManyLabels(group, groupSet, new Span<int>(sets, chunk.RowCount));
            return;
        }
        new Span<int>(sets, chunk.RowCount).Fill(groupSet);
        foreach (var column in group.LabelColumns)
        {
            var cells = Block.View(column.Position);
            for (int row = 0; row < chunk.RowCount; row++)
            {
                int set = _labelCells.NumberOf(sets[row], cells[row]);
                if (set < 0)
                {
                    throw _rows.Wrong(column, row, LabelCell.Problem);
                }
                sets[row] = set;
            }
        }
    }

    /// <summary>Reads the labels of rows with very many label columns: a set for each step from one column to the next would be half as large as the last one.</summary>
    private void ReadManyLabels(NodeGroupPlan group, int groupSet, Span<int> sets)
    {
        int none = _phase.LabelSets.NumberOf([]);
        var labels = new List<int>();
        for (int row = 0; row < sets.Length; row++)
        {
            labels.Clear();
            foreach (var column in group.LabelColumns)
            {
                var cell = Block.View(column.Position)[row];
                int set = cell.IsEmpty ? none : _labelCells.NumberOf(none, cell);
                if (set < 0)
                {
                    throw _rows.Wrong(column, row, LabelCell.Problem);
                }
                if (set != none)
                {
                    labels.AddRange(_phase.LabelSets.LabelsOf(set));
                }
            }
            sets[row] =
                labels.Count == 0
                    ? groupSet
                    : _phase.LabelSets.NumberOf(labels.Concat(_phase.LabelSets.LabelsOf(groupSet)));
        }
    }

    /// <summary>The set with the labels of a cell; -1 when one of these is empty. An empty cell names none.</summary>
    private int AddLabels(int labelSet, string cell)
    {
        if (LabelCell.Read(cell, _plan.Dialect.ArrayDelimiter) is not { } names)
        {
            return -1;
        }
        if (names.Length == 0)
        {
            return labelSet;
        }
        if (names.Length == 1)
        {
            return _phase.LabelSets.With(labelSet, NumberOf(names[0]));
        }
        var labels = names.Select(NumberOf);
        return _phase.LabelSets.NumberOf(_phase.LabelSets.LabelsOf(labelSet).Concat(labels));
    }

    private int NumberOf(string label) =>
        _plan.Names.Labels.NumberOf(label, _phase.LabelOrder, _sequence, ref _isLabelTurn);

    private static ulong[] ListLive(int usedRows)
    {
        ulong[] live = new ulong[SegmentLayout.RowsPerSegment / 64];
        live.AsSpan(0, usedRows / 64).Fill(ulong.MaxValue);
        live[usedRows / 64] = (1UL << (usedRows % 64)) - 1;
        return live;
    }

    private void EncodeLabels(SegmentWork work)
    {
        int uniform = work.Pieces[0].Chunk.LabelSet;
        foreach (var piece in work.Pieces)
        {
            uniform = piece.Chunk.LabelSet == uniform ? uniform : -1;
        }
        if (uniform >= 0)
        {
            _encoder.SetLabels(_phase.LabelSets.ToLabelIds()[uniform]);
            _phase.Labels.SetUniform(work.Index, uniform);
            _phase.AddCounts(uniform, work.UsedRows, 0);
            return;
        }
        int[] sets = new int[work.RowCount];
        int row = 0;
        foreach (var (chunk, from, count) in work.Pieces)
        {
            var target = sets.AsSpan(row, count);
            if (chunk.LabelSet >= 0)
            {
                target.Fill(chunk.LabelSet);
            }
            else
            {
                new ReadOnlySpan<int>(chunk.LabelSets + from, count).CopyTo(target);
            }
            row += count;
        }
        // Nobody reads the labels of rows that are left out: those of the row before keep stretches long.
        sets.AsSpan(row).Fill(sets[row - 1]);
        SetLabels(sets, row);
        _phase.Labels.SetRows(work.Index, sets);
    }

    /// <summary>Numbers the sets that occur in the segment from 0.</summary>
    private void SetLabels(int[] sets, int usedRows)
    {
        if (_localSets.Length < _phase.LabelSets.Count)
        {
            _localSets = new int[_phase.LabelSets.Count];
        }
        // All are used again: as many labels make them large.
        var counts = _setCounts;
        counts.Clear();
        if (_localRows.Length < sets.Length)
        {
            _localRows = new int[SegmentLayout.RowsPerSegment];
        }
        var rows = _localRows.AsSpan(0, sets.Length);
        for (int row = 0; row < sets.Length; row++)
        {
            // One more than the number, 0 for those that did not occur yet.
            ref int local = ref _localSets[sets[row]];
            if (local == 0)
            {
                counts.Add((sets[row], 0));
                local = counts.Count;
            }
            rows[row] = local - 1;
            CollectionsMarshal.AsSpan(counts)[local - 1].Nodes += row < usedRows ? 1 : 0;
        }
        if (_distinctSets.Length < counts.Count)
        {
            _distinctSets = new LabelId[Math.Max(counts.Count, _distinctSets.Length * 2)][];
        }
        var distinct = _distinctSets.AsSpan(0, counts.Count);
        var labelIds = _phase.LabelSets.ToLabelIds();
        for (int i = 0; i < distinct.Length; i++)
        {
            int set = counts[i].LabelSet;
            distinct[i] = labelIds[set];
            _localSets[set] = 0;
        }
        _phase.AddCounts(counts);
        _encoder.SetLabels(distinct, rows);
    }
}
