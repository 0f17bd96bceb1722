using System.Runtime.InteropServices;
using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Ids;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>One thread of the node phase of an increment: turns rows into changes of nodes.</summary>
internal sealed class IncrementNodeWorker : IDisposable
{
    private readonly IncrementState _state;
    private readonly IncrementNodePhase _phase;
    private readonly RowReader _rows;
    private readonly IdReader _ids;
    private readonly ActionCells _actionCells;
    private readonly ExistingNodes _existing;
    private readonly Detacher _detacher;
    private readonly RowChunk _chunk = new();
    private readonly ColumnValues _values = new();
    private readonly IncrementWriter _writer;
    private readonly TokenCells _labelCells;
    private readonly RemovedNames _removed;
    private readonly List<DuplicateId> _duplicates = [];
    private readonly List<DuplicateId> _notNew = [];
    private readonly List<DuplicateId> _notChanging = [];
    private long[] _nodes = [];
    private int[] _sets = [];
    private (int Set, int KeyLabel, IReadOnlyList<int> All) _labels = (-1, -1, []);
    private long _sequence;

    public IncrementNodeWorker(IncrementState state, IncrementNodePhase phase, BadEntryLog bad)
    {
        _state = state;
        _phase = phase;
        _rows = new RowReader(state.Plan, bad);
        _ids = new IdReader(_rows);
        _actionCells = new ActionCells(_rows);
        _existing = new ExistingNodes(state.Plan.Base!.Graph);
        _writer = state.NewWriter();
        _detacher = new Detacher(state, _writer);
        _labelCells = new TokenCells(state.Plan.Rules, AddLabels);
        _removed = new RemovedNames(_rows, state.Plan);
    }

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block => _rows.Block;

    private ImportOptions Options => _state.Plan.Options;

    /// <summary>Parses the block and collects what its rows change.</summary>
    public void Read(BlockTicket ticket)
    {
        var group = _state.Plan.Nodes[ticket.Group];
        _sequence = ticket.Sequence;
        _rows.Begin(group);
        _chunk.Clear();
        var actions = _actionCells.Read(group.Header).ToArray();
        var ids = group.Ids is null ? null : _ids.Read(group.Ids, _chunk);
        foreach (var property in group.Properties)
        {
            _rows.Parse(property.Column, _chunk.Add(property.Key));
        }
        ReadLabels(group);
        Note(_state.NodeGroups[ticket.Group], actions);
        _phase.LabelOrder.Done(ticket.Sequence);
        var existing = FindExisting(group, ids);
        if (!_phase.Turn.Wait(ticket.Sequence))
        {
            return;
        }
        Number(group, ids, actions, existing);
        _phase.Turn.Done(ticket.Sequence);
        Write(group, actions);
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

    private long[] FindExisting(NodeGroupPlan group, ColumnChunk? ids)
    {
        long[] existing = new long[Block.RowCount];
        existing.AsSpan().Fill(-1);
        if (ids is not null)
        {
            _existing.Find(group.Ids!.Space, ids, existing);
        }
        return existing;
    }

    /// <summary>Decides, in the order of the input, for which node each row is; negative where it is left out.</summary>
    private void Number(NodeGroupPlan group, ColumnChunk? ids, RowAction[] actions, long[] existing)
    {
        int count = Block.RowCount;
        _duplicates.Clear();
        _notNew.Clear();
        _notChanging.Clear();
        if (ids is not null)
        {
            group.Ids!.Space.Map.Add(ids, _state.Rows.Count, _duplicates);
            _state.RowPlaces.Add(
                PlacedRows.Of(Block),
                _state.Rows.Count,
                CollectionsMarshal.AsSpan(_duplicates)
            );
        }
        _nodes = _nodes.Length < count ? new long[count] : _nodes;
        long[] referred = new long[count - _duplicates.Count];
        long firstNew = _phase.NewNodes;
        int duplicate = 0;
        int kept = 0;
        for (int row = 0; row < count; row++)
        {
            if (duplicate < _duplicates.Count && _duplicates[duplicate].Row == row)
            {
                LeaveSecond(group, row, _duplicates[duplicate++].FirstNode);
                _nodes[row] = RowNodes.None;
            }
            else
            {
                bool hasId = ids is not null && ids.IsPresent(row);
                _nodes[row] = NodeOf(group, row, actions[row], existing[row], hasId);
                referred[kept++] =
                    actions[row] == RowAction.Delete ? RowNodes.None
                    : _nodes[row] >= 0 ? _nodes[row]
                    : existing[row];
            }
            if (_nodes[row] < IncrementIds.First)
            {
                _notNew.Add(new DuplicateId(row, -1));
            }
            if (_nodes[row] is < 0 or >= IncrementIds.First)
            {
                _notChanging.Add(new DuplicateId(row, -1));
            }
        }
        if (ids is not null)
        {
            _state.Rows.Add(referred);
        }
        _state.NodePlaces.AddNew(Block, firstNew, CollectionsMarshal.AsSpan(_notNew));
        PlaceChanging(count);
    }

    private void PlaceChanging(int count)
    {
        long changing = _state.NodePlaces.AddChanging(
            Block,
            CollectionsMarshal.AsSpan(_notChanging)
        );
        for (int row = 0; row < count && _notChanging.Count < count; row++)
        {
            if (_nodes[row] is >= 0 and < IncrementIds.First)
            {
                _state.NodePlaces.Add(_nodes[row], changing++);
            }
        }
    }

    private long NodeOf(NodeGroupPlan group, int row, RowAction action, long existing, bool hasId)
    {
        if (action == RowAction.Create)
        {
            if (existing < 0)
            {
                return IncrementIds.First + _phase.NewNodes++;
            }
            Leave(
                BadEntryKind.DuplicateNode,
                Options.SkipDuplicateNodes,
                group,
                row,
                $"a node with the id '{Show(group, row)}' is in the database already."
            );
            return RowNodes.None;
        }
        if (existing < 0)
        {
            Leave(
                BadEntryKind.MalformedRow,
                Options.SkipBadRows,
                group,
                row,
                hasId
                    ? $"no node with the id '{Show(group, row)}' is in the database."
                    : "a row that updates or deletes needs an id."
            );
            return RowNodes.None;
        }
        if (!_state.Nodes.TryAdd(existing))
        {
            Leave(
                BadEntryKind.MalformedRow,
                Options.SkipBadRows,
                group,
                row,
                "an earlier row of this import changes the same node."
            );
            return RowNodes.None;
        }
        if (action == RowAction.Delete)
        {
            _state.DeletedNodes.TryAdd(existing);
        }
        return existing;
    }

    private string Show(NodeGroupPlan group, int row) => _ids.Show(group.Ids!, row);

    private void LeaveSecond(NodeGroupPlan group, int row, long first)
    {
        var (path, line) = _state.RowPlaces.Find(first);
        Leave(
            BadEntryKind.DuplicateNode,
            Options.SkipDuplicateNodes,
            group,
            row,
            $"the id '{Show(group, row)}' of {group.Ids!.Space.Description} was given already at {path}:{line}."
        );
    }

    private void Leave(
        BadEntryKind kind,
        bool isSkipped,
        NodeGroupPlan group,
        int row,
        string reason
    )
    {
        int column = group.Ids?.Column.Position ?? 0;
        var entries = isSkipped ? _rows.Entries : new BadEntryWriter(isListing: true);
        entries.Add(kind, Block.PositionOf(row, column), Block.RawRow(row), reason);
        if (!isSkipped)
        {
            throw ImportErrors.BadEntry(entries.Buffer.Entry(0));
        }
    }

    private void ReadLabels(NodeGroupPlan group)
    {
        int count = Block.RowCount;
        int groupSet = _phase.LabelSets.NumberOf(group.Labels);
        _sets = _sets.Length < count ? new int[count] : _sets;
        _sets.AsSpan(0, count).Fill(groupSet);
        foreach (var column in group.LabelColumns)
        {
            var cells = Block.View(column.Position);
            for (int row = 0; row < count; row++)
            {
                int set = _labelCells.NumberOf(_sets[row], cells[row]);
                if (set < 0)
                {
                    throw _rows.Wrong(column, row, LabelCell.Problem);
                }
                _sets[row] = set;
            }
        }
    }

    private void Note(NodeGroupRows rows, RowAction[] actions)
    {
        int last = -1;
        foreach (int set in _sets.AsSpan(0, Block.RowCount))
        {
            if (set != last)
            {
                last = set;
                rows.Add(_phase.LabelSets.LabelsOf(set), change: false);
            }
        }
        if (actions.AsSpan().ContainsAny(RowAction.Update, RowAction.Delete))
        {
            rows.Add([], change: true);
        }
    }

    private int AddLabels(int labelSet, string cell)
    {
        if (LabelCell.Read(cell, _state.Plan.Dialect.ArrayDelimiter) is not { } names)
        {
            return -1;
        }
        var labels = names.Select(name =>
            _state.Plan.Names.Labels.NumberOf(name, _phase.LabelOrder, _sequence)
        );
        return names.Length == 0
            ? labelSet
            : _phase.LabelSets.NumberOf(_phase.LabelSets.LabelsOf(labelSet).Concat(labels));
    }

    private void Write(NodeGroupPlan group, RowAction[] actions)
    {
        int[] columns =
        [
            .. Enumerable.Range(0, _chunk.ColumnCount).OrderBy(c => _chunk.Key(c).Value),
        ];
        var counts = default(IncrementCounts);
        for (int row = 0; row < Block.RowCount; row++)
        {
            if (_nodes[row] < 0)
            {
                continue;
            }
            var node = new NodeId(_nodes[row]);
            if (actions[row] == RowAction.Delete)
            {
                _writer.DeleteNode(node);
                counts += new IncrementCounts(0, 0, 1, 0, 0, _detacher.Detach(node));
                continue;
            }
            bool isNew = IncrementIds.IsNew(node);
            counts += new IncrementCounts(isNew ? 1 : 0, isNew ? 0 : 1, 0, 0, 0, 0);
            if (isNew)
            {
                WriteNew(group, node, row, columns);
            }
            else
            {
                Change(group, node, row, columns);
            }
        }
        _state.Add(counts);
    }

    private void WriteNew(NodeGroupPlan group, NodeId node, int row, int[] columns)
    {
        _writer.BeginNode(node, LabelsOf(_sets[row], group.Ids?.Space.Key?.Token ?? -1));
        foreach (int column in columns)
        {
            var cells = _chunk.Column(column);
            if (cells.IsPresent(row))
            {
                _writer.AddNodeProperty(_chunk.Key(column).Value, _values.Encode(cells, row));
            }
        }
    }

    /// <summary>The labels of a row's set, and the one by which the group's nodes are found.</summary>
    private IReadOnlyList<int> LabelsOf(int set, int keyLabel)
    {
        if (set != _labels.Set || keyLabel != _labels.KeyLabel)
        {
            var sets = _phase.LabelSets;
            _labels = (set, keyLabel, sets.LabelsOf(keyLabel < 0 ? set : sets.With(set, keyLabel)));
        }
        return _labels.All;
    }

    private void Change(NodeGroupPlan group, NodeId node, int row, int[] columns)
    {
        var idKey = group.Ids?.Parts[0].Key;
        foreach (int label in _phase.LabelSets.LabelsOf(_sets[row]))
        {
            _writer.AddLabel(node, label);
        }
        foreach (int column in columns)
        {
            var cells = _chunk.Column(column);
            if (cells.IsPresent(row) && _chunk.Key(column) != idKey)
            {
                _writer.SetProperty(node, _chunk.Key(column).Value, _values.Encode(cells, row));
            }
        }
        Remove(group.Header, node, row);
    }

    private void Remove(Header header, NodeId node, int row)
    {
        foreach (int label in _removed.LabelsOf(header, row))
        {
            _writer.RemoveLabel(node, label);
        }
        foreach (int key in _removed.KeysOf(header, row))
        {
            _writer.RemoveProperty(node, key);
        }
    }
}
