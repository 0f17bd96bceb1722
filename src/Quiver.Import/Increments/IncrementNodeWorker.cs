using System.Runtime.InteropServices;
using Quiver.Import.Headers;
using Quiver.Import.Ids;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>One thread of the node phase of an increment: turns rows into changes of nodes.</summary>
internal sealed class IncrementNodeWorker : IncrementWorker
{
    private readonly Detacher _detacher;
    private readonly TokenCells _labelCells;
    private readonly List<DuplicateId> _duplicates = [];
    private NodeGroupPlan _group = null!;
    private ColumnChunk? _cells;
    private long[] _existing = [];
    private long[] _referred = [];
    private long[] _nodes = [];
    private int[] _sets = [];
    private (int Set, int KeyLabel, IReadOnlyList<int> All) _labels = (-1, -1, []);

    public IncrementNodeWorker(IncrementState state, IncrementPhase phase, BadEntryLog bad)
        : base(state, phase, bad)
    {
        _detacher = new Detacher(state, Writer);
        _labelCells = new TokenCells(state.Plan.Rules, AddLabels);
    }

    protected override FileGroupPlan GroupOf(int group) => State.Plan.Nodes[group];

    protected override void Parse(int group, ReadOnlySpan<RowAction> actions)
    {
        _group = State.Plan.Nodes[group];
        _cells = _group.Ids is null ? null : Ids.Read(_group.Ids, Chunk);
        Rows.ParseProperties(_group.Properties, Chunk);
        ReadLabels();
        Note(State.NodeGroups[group], actions);
    }

    protected override void Match()
    {
        int count = Block.RowCount;
        _existing = _existing.Length < count ? new long[count] : _existing;
        var existing = _existing.AsSpan(0, count);
        existing.Fill(-1);
        if (_cells is not null)
        {
            Existing.Find(_group.Ids!.Space, _cells, existing);
        }
    }

    /// <summary>Decides, in the order of the input, for which node each row is; negative where it is left out.</summary>
    protected override void Number(ReadOnlySpan<RowAction> actions)
    {
        int count = Block.RowCount;
        _duplicates.Clear();
        if (_cells is not null)
        {
            _group.Ids!.Space.Map.Add(_cells, State.Rows.Count, _duplicates);
            State.RowPlaces.Add(
                PlacedRows.Of(Block),
                State.Rows.Count,
                CollectionsMarshal.AsSpan(_duplicates)
            );
        }
        _nodes = _nodes.Length < count ? new long[count] : _nodes;
        _referred = _referred.Length < count ? new long[count] : _referred;
        long firstNew = Phase.NewCount;
        int duplicate = 0;
        int kept = 0;
        for (int row = 0; row < count; row++)
        {
            if (duplicate < _duplicates.Count && _duplicates[duplicate].Row == row)
            {
                LeaveSecond(row, _duplicates[duplicate++].FirstNode);
                _nodes[row] = RowNodes.None;
                continue;
            }
            _nodes[row] = NodeOf(row, actions[row]);
            _referred[kept++] =
                actions[row] == RowAction.Delete ? RowNodes.None
                : _nodes[row] >= 0 ? _nodes[row]
                : _existing[row];
        }
        if (_cells is not null)
        {
            State.Rows.Add(_referred.AsSpan(0, kept));
        }
        var nodes = _nodes.AsSpan(0, count);
        if (Place(State.NodePlaces, firstNew, nodes, out long changing))
        {
            foreach (long node in nodes)
            {
                if (node is >= 0 and < IncrementIds.First)
                {
                    State.NodePlaces.Add(node, changing++);
                }
            }
        }
    }

    private long NodeOf(int row, RowAction action)
    {
        long existing = _existing[row];
        if (action == RowAction.Create)
        {
            if (existing < 0)
            {
                return IncrementIds.First + Phase.NewCount++;
            }
            Leave(
                BadEntryKind.DuplicateNode,
                Options.SkipDuplicateNodes,
                row,
                $"a node with the id '{Show(row)}' is in the database already.",
                "U in an :ACTION column changes it instead; --skip-duplicate-nodes=true leaves such rows out."
            );
            return RowNodes.None;
        }
        if (existing < 0)
        {
            Leave(
                BadEntryKind.MalformedRow,
                Options.SkipBadRows,
                row,
                _cells?.IsPresent(row) == true
                    ? $"no node with the id '{Show(row)}' is in the database."
                    : "a row that updates or deletes needs an id."
            );
            return RowNodes.None;
        }
        if (!State.Nodes.TryAdd(existing))
        {
            Leave(
                BadEntryKind.MalformedRow,
                Options.SkipBadRows,
                row,
                "an earlier row of this import changes the same node."
            );
            return RowNodes.None;
        }
        if (action == RowAction.Delete)
        {
            State.DeletedNodes.TryAdd(existing);
        }
        return existing;
    }

    private string Show(int row) => Ids.Show(_group.Ids!, row);

    private void LeaveSecond(int row, long first)
    {
        var (path, line) = State.RowPlaces.Find(first);
        Leave(
            BadEntryKind.DuplicateNode,
            Options.SkipDuplicateNodes,
            row,
            $"the id '{Show(row)}' of {_group.Ids!.Space.Description} was given already at {path}:{line}.",
            "An increment has one row for a node; --skip-duplicate-nodes=true keeps the first."
        );
    }

    private void Leave(
        BadEntryKind kind,
        bool isSkipped,
        int row,
        string reason,
        string? remedy = null
    ) => Leave(kind, isSkipped, _group.Ids?.Column.Position ?? 0, row, reason, remedy);

    private void ReadLabels()
    {
        int count = Block.RowCount;
        int groupSet = State.LabelSets.NumberOf(_group.Labels);
        _sets = _sets.Length < count ? new int[count] : _sets;
        _sets.AsSpan(0, count).Fill(groupSet);
        foreach (var column in _group.LabelColumns)
        {
            var cells = Block.View(column.Position);
            for (int row = 0; row < count; row++)
            {
                int set = _labelCells.NumberOf(_sets[row], cells[row]);
                if (set < 0)
                {
                    throw Rows.Wrong(column, row, LabelCell.Problem);
                }
                _sets[row] = set;
            }
        }
    }

    private void Note(NodeGroupRows rows, ReadOnlySpan<RowAction> actions)
    {
        int last = -1;
        foreach (int set in _sets.AsSpan(0, Block.RowCount))
        {
            if (set != last)
            {
                last = set;
                rows.Add(State.LabelSets.LabelsOf(set), change: false);
            }
        }
        if (actions.ContainsAny(RowAction.Update, RowAction.Delete))
        {
            rows.Add([], change: true);
        }
    }

    private int AddLabels(int labelSet, string cell)
    {
        if (LabelCell.Read(cell, State.Plan.Dialect.ArrayDelimiter) is not { } names)
        {
            return -1;
        }
        var labels = names.Select(name =>
            State.Plan.Names.Labels.NumberOf(name, Phase.NameOrder, Sequence)
        );
        return names.Length == 0
            ? labelSet
            : State.LabelSets.NumberOf(State.LabelSets.LabelsOf(labelSet).Concat(labels));
    }

    protected override void Write(ReadOnlySpan<RowAction> actions, int[] columns)
    {
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
                Writer.DeleteNode(node);
                counts += new IncrementCounts(0, 0, 1, 0, 0, _detacher.Detach(node));
                continue;
            }
            bool isNew = IncrementIds.IsNew(node);
            counts += new IncrementCounts(isNew ? 1 : 0, isNew ? 0 : 1, 0, 0, 0, 0);
            if (isNew)
            {
                WriteNew(node, row, columns);
            }
            else
            {
                Change(node, row, columns);
            }
        }
        State.Add(counts);
    }

    private void WriteNew(NodeId node, int row, int[] columns)
    {
        Writer.BeginNode(node, LabelsOf(_sets[row], _group.Ids?.Space.Key?.Token ?? -1));
        foreach (int column in columns)
        {
            var cells = Chunk.Column(column);
            if (cells.IsPresent(row))
            {
                Writer.AddNodeProperty(Chunk.Key(column).Value, Values.Encode(cells, row));
            }
        }
    }

    /// <summary>The labels of a row's set, and the one by which the group's nodes are found.</summary>
    private IReadOnlyList<int> LabelsOf(int set, int keyLabel)
    {
        if (set != _labels.Set || keyLabel != _labels.KeyLabel)
        {
            var sets = State.LabelSets;
            _labels = (set, keyLabel, sets.LabelsOf(keyLabel < 0 ? set : sets.With(set, keyLabel)));
        }
        return _labels.All;
    }

    private void Change(NodeId node, int row, int[] columns)
    {
        var idKey = _group.Ids?.Parts[0].Key;
        foreach (int label in State.LabelSets.LabelsOf(_sets[row]))
        {
            Writer.AddLabel(node, label);
        }
        foreach (int column in columns)
        {
            var cells = Chunk.Column(column);
            if (cells.IsPresent(row) && Chunk.Key(column) != idKey)
            {
                Writer.SetProperty(node, Chunk.Key(column).Value, Values.Encode(cells, row));
            }
        }
        Remove(_group.Header, node, row);
    }

    private void Remove(Header header, NodeId node, int row)
    {
        foreach (int label in Removed.LabelsOf(header, row))
        {
            Writer.RemoveLabel(node, label);
        }
        foreach (int key in Removed.KeysOf(header, row))
        {
            Writer.RemoveProperty(node, key);
        }
    }
}
