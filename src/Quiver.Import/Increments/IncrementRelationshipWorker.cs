using System.Runtime.InteropServices;
using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Ids;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>One thread of the relationship phase of an increment: turns rows into changes of relationships.</summary>
internal sealed class IncrementRelationshipWorker : IDisposable
{
    private readonly IncrementState _state;
    private readonly IncrementRelationshipPhase _phase;
    private readonly RowReader _rows;
    private readonly IdReader _ids;
    private readonly LeftRelationships _left;
    private readonly ActionCells _actionCells;
    private readonly ExistingNodes _existing;
    private readonly MatchedRelationships _matched;
    private readonly RowChunk _chunk = new();
    private readonly ColumnValues _values = new();
    private readonly IncrementWriter _writer;
    private readonly TokenCells _typeCells;
    private readonly RemovedNames _removed;
    private readonly List<DuplicateId> _notNew = [];
    private readonly List<DuplicateId> _notChanging = [];
    private long[] _starts = [];
    private long[] _ends = [];
    private long[] _others = [];
    private int[] _types = [];
    private long _sequence;

    public IncrementRelationshipWorker(
        IncrementState state,
        IncrementRelationshipPhase phase,
        BadEntryLog bad
    )
    {
        _state = state;
        _phase = phase;
        _rows = new RowReader(state.Plan, bad);
        _ids = new IdReader(_rows);
        _left = new LeftRelationships(state.Plan, _rows, _ids);
        _actionCells = new ActionCells(_rows);
        _existing = new ExistingNodes(state.Plan.Base!.Graph);
        _matched = new MatchedRelationships(state.Plan.Base.Graph, _chunk, _values);
        _writer = state.NewWriter();
        _removed = new RemovedNames(_rows, state.Plan);
        _typeCells = new TokenCells(
            state.Plan.Rules,
            (defaultType, name) =>
                name.Length == 0
                    ? defaultType
                    : state.Plan.Names.RelationshipTypes.NumberOf(name, phase.TypeOrder, _sequence)
        );
    }

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block => _rows.Block;

    private ImportOptions Options => _state.Plan.Options;

    /// <summary>Parses the block and collects what its rows change.</summary>
    public void Read(BlockTicket ticket)
    {
        var group = _state.Plan.Relationships[ticket.Group];
        _sequence = ticket.Sequence;
        _rows.Begin(group);
        _chunk.Clear();
        int count = Block.RowCount;
        var actions = _actionCells.Read(group.Header).ToArray();
        Find(group.Start, ref _starts);
        Find(group.End, ref _ends);
        ReadTypes(group);
        _phase.TypeOrder.Done(ticket.Sequence);
        foreach (var property in group.Properties)
        {
            _rows.Parse(property.Column, _chunk.Add(property.Key));
        }
        long[] found = new long[count];
        for (int row = 0; row < count; row++)
        {
            found[row] = IsWhole(group, row) ? 0 : -1;
        }
        if (!_phase.Turn.Wait(ticket.Sequence))
        {
            return;
        }
        NumberNew(actions, found);
        _phase.Turn.Done(ticket.Sequence);
        Write(group, actions, found);
        _rows.Complete(ticket.Sequence);
        if (_writer.WaitingBytes > _state.ChunkBytes)
        {
            _writer.Flush();
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush() => _writer.Flush();

    public void Dispose()
    {
        _rows.Dispose();
        _ids.Dispose();
        _chunk.Dispose();
    }

    /// <summary>The nodes at one end: those of the increment's own rows first, then those of the database.</summary>
    private void Find(IdPlan plan, ref long[] nodes)
    {
        int count = Block.RowCount;
        nodes = nodes.Length < count ? new long[count] : nodes;
        var found = nodes.AsSpan(0, count);
        var ids = _ids.Read(plan, chunk: null);
        plan.Space.Map.Find(ids, found);
        var others = Others(count);
        others.Fill(-1);
        if (!plan.Space.HoldsDatabase)
        {
            for (int row = 0; row < count; row++)
            {
                // What stands in the increment's own rows is not looked for in the database.
                others[row] = found[row] < 0 ? -1 : 0;
            }
            _existing.Find(plan.Space, ids, others);
        }
        for (int row = 0; row < count; row++)
        {
            long node = found[row] < 0 ? others[row] : _state.Rows.NodeOf(found[row]);
            bool isGone =
                node is >= 0 and < IncrementIds.First && _state.DeletedNodes.Contains(node);
            found[row] = isGone ? -1 : node;
        }
    }

    private Span<long> Others(int count)
    {
        _others = _others.Length < count ? new long[count] : _others;
        return _others.AsSpan(0, count);
    }

    private void ReadTypes(RelationshipGroupPlan group)
    {
        int count = Block.RowCount;
        _types = _types.Length < count ? new int[count] : _types;
        _types.AsSpan(0, count).Fill(group.DefaultType);
        if (group.TypeColumn is not null)
        {
            var cells = Block.View(group.TypeColumn.Position);
            for (int row = 0; row < count; row++)
            {
                _types[row] = _typeCells.NumberOf(group.DefaultType, cells[row]);
            }
        }
    }

    /// <summary>Whether a row has both ends and a type; otherwise it is left out.</summary>
    private bool IsWhole(RelationshipGroupPlan group, int row)
    {
        if ((_starts[row] | _ends[row]) >= 0 && _types[row] >= 0)
        {
            return true;
        }
        _left.Leave(group, row, _starts[row], _ends[row], _types[row]);
        return false;
    }

    /// <summary>Gives new relationships their ids, and other rows their numbers, in the order of the input.</summary>
    private void NumberNew(RowAction[] actions, long[] found)
    {
        _notNew.Clear();
        _notChanging.Clear();
        long first = _phase.NewRelationships;
        for (int row = 0; row < found.Length; row++)
        {
            bool isNew = found[row] >= 0 && actions[row] == RowAction.Create;
            if (isNew)
            {
                found[row] = IncrementIds.First + _phase.NewRelationships++;
            }
            else
            {
                _notNew.Add(new DuplicateId(row, -1));
            }
            if (isNew || found[row] < 0)
            {
                _notChanging.Add(new DuplicateId(row, -1));
            }
        }
        var places = _state.RelationshipPlaces;
        places.AddNew(Block, first, CollectionsMarshal.AsSpan(_notNew));
        long changing = places.AddChanging(Block, CollectionsMarshal.AsSpan(_notChanging));
        for (int row = 0; row < found.Length && _notChanging.Count < found.Length; row++)
        {
            if (found[row] >= 0 && actions[row] != RowAction.Create)
            {
                found[row] = changing++;
            }
        }
    }

    private void Write(RelationshipGroupPlan group, RowAction[] actions, long[] found)
    {
        int[] columns =
        [
            .. Enumerable.Range(0, _chunk.ColumnCount).OrderBy(c => _chunk.Key(c).Value),
        ];
        bool[] identifies = IdentifyingColumns(group);
        var counts = default(IncrementCounts);
        for (int row = 0; row < found.Length; row++)
        {
            if (found[row] < 0)
            {
                continue;
            }
            var record = new RelationshipRecord(
                new(_types[row]),
                new(_starts[row]),
                new(_ends[row])
            );
            if (actions[row] == RowAction.Create)
            {
                WriteNew(new RelationshipId(found[row]), record, row, columns);
                counts += new IncrementCounts(0, 0, 0, 1, 0, 0);
                continue;
            }
            foreach (var id in Match(group, row, record, identifies))
            {
                _state.RelationshipPlaces.Add(id.Value, found[row]);
                if (actions[row] == RowAction.Delete)
                {
                    _writer.DeleteRelationship(id, record);
                    counts += new IncrementCounts(0, 0, 0, 0, 0, 1);
                    continue;
                }
                SetProperties(id, record, row, columns, identifies);
                foreach (int key in _removed.KeysOf(group.Header, row))
                {
                    _writer.RemoveProperty(id, record, key);
                }
                counts += new IncrementCounts(0, 0, 0, 0, 1, 0);
            }
        }
        _state.Add(counts);
    }

    private void WriteNew(
        RelationshipId relationship,
        RelationshipRecord record,
        int row,
        int[] columns
    )
    {
        _writer.BeginRelationship(relationship, record);
        foreach (int column in columns)
        {
            var cells = _chunk.Column(column);
            if (cells.IsPresent(row))
            {
                _writer.AddRelationshipProperty(
                    _chunk.Key(column).Value,
                    _values.Encode(cells, row)
                );
            }
        }
    }

    private static bool[] IdentifyingColumns(RelationshipGroupPlan group) =>
        [
            .. group.Properties.Select(static property =>
                property.Column.Options.TryGetValue(HeaderOptions.Identifier, out string? value)
                && value.Equals("true", StringComparison.OrdinalIgnoreCase)
            ),
        ];

    private void SetProperties(
        RelationshipId id,
        RelationshipRecord record,
        int row,
        int[] columns,
        bool[] except
    )
    {
        foreach (int column in columns)
        {
            var cells = _chunk.Column(column);
            if (!except[column] && cells.IsPresent(row))
            {
                _writer.SetProperty(
                    id,
                    record,
                    _chunk.Key(column).Value,
                    _values.Encode(cells, row)
                );
            }
        }
    }

    /// <summary>The relationships that a row updates or deletes; none where it is left out.</summary>
    private List<RelationshipId> Match(
        RelationshipGroupPlan group,
        int row,
        RelationshipRecord record,
        bool[] identifies
    )
    {
        var matched = _matched.Find(record, row, identifies);
        string? problem =
            matched.Count == 0 ? "no such relationship is in the database."
            : matched.Count > 1 && !_state.Plan.Options.Increment!.UpdateAllMatchingRelationships
                ? $"{matched.Count} relationships are such: tell them apart by a property marked {{identifier:true}}, or take all with --update-all-matching-relationships."
            : null;
        matched.RemoveAll(id => problem is null && !_state.Relationships.TryAdd(id.Value));
        if (problem is null && matched.Count == 0)
        {
            problem = "an earlier row of this import changes the same relationship.";
        }
        if (problem is null)
        {
            return matched;
        }
        bool isSkipped = Options.SkipBadRelationships;
        var entries = isSkipped ? _rows.Entries : new BadEntryWriter(isListing: true);
        entries.Add(
            BadEntryKind.BadRelationship,
            Block.PositionOf(row, group.Start.Column.Position),
            Block.RawRow(row),
            problem
        );
        return isSkipped ? [] : throw ImportErrors.BadEntry(entries.Buffer.Entry(0));
    }
}
