using Quiver.Import.Headers;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>One thread of the relationship phase of an increment: turns rows into changes of relationships.</summary>
internal sealed class IncrementRelationshipWorker : IncrementWorker
{
    private readonly LeftRelationships _left;
    private readonly MatchedRelationships _matched;
    private readonly TokenCells _typeCells;
    private RelationshipGroupPlan _group = null!;
    private long[] _starts = [];
    private long[] _ends = [];
    private long[] _others = [];
    private int[] _types = [];
    private long[] _found = [];

    public IncrementRelationshipWorker(IncrementState state, IncrementPhase phase, BadEntryLog bad)
        : base(state, phase, bad)
    {
        _left = new LeftRelationships(state.Plan, Rows, Ids);
        _matched = new MatchedRelationships(state.Plan.Base!.Graph, Chunk, Values);
        _typeCells = new TokenCells(
            state.Plan.Rules,
            (defaultType, name) =>
                name.Length == 0
                    ? defaultType
                    : state.Plan.Names.RelationshipTypes.NumberOf(name, phase.NameOrder, Sequence)
        );
    }

    protected override FileGroupPlan GroupOf(int group) => State.Plan.Relationships[group];

    protected override void Parse(int group, ReadOnlySpan<RowAction> actions)
    {
        _group = State.Plan.Relationships[group];
        Find(_group.Start, ref _starts);
        Find(_group.End, ref _ends);
        ReadTypes();
        Rows.ParseProperties(_group.Properties, Chunk);
    }

    protected override void Match()
    {
        int count = Block.RowCount;
        _found = _found.Length < count ? new long[count] : _found;
        for (int row = 0; row < count; row++)
        {
            _found[row] = IsWhole(row) ? 0 : -1;
        }
    }

    /// <summary>The nodes at one end: those of the increment's own rows first, then those of the database.</summary>
    private void Find(IdPlan plan, ref long[] nodes)
    {
        int count = Block.RowCount;
        nodes = nodes.Length < count ? new long[count] : nodes;
        var found = nodes.AsSpan(0, count);
        var ids = Ids.Read(plan, chunk: null);
        plan.Space.Map.Find(ids, found);
        if (!plan.Space.HoldsDatabase)
        {
            FindInDatabase(plan, ids, found);
        }
        State.Rows.Translate(found);
        if (State.DeletedNodes.HasAny)
        {
            foreach (ref long node in found)
            {
                if (node is >= 0 and < IncrementIds.First && State.DeletedNodes.Contains(node))
                {
                    node = -1;
                }
            }
        }
    }

    /// <summary>Looks in the database for what does not stand in the increment's own rows.</summary>
    private void FindInDatabase(IdPlan plan, ColumnChunk ids, Span<long> found)
    {
        var others = Others(found.Length);
        for (int row = 0; row < found.Length; row++)
        {
            others[row] = found[row] < 0 ? -1 : 0;
        }
        Existing.Find(plan.Space, ids, others);
        for (int row = 0; row < found.Length; row++)
        {
            if (found[row] < 0 && others[row] >= 0)
            {
                found[row] = others[row] + RowNodes.FirstOfDatabase;
            }
        }
    }

    private Span<long> Others(int count)
    {
        _others = _others.Length < count ? new long[count] : _others;
        return _others.AsSpan(0, count);
    }

    private void ReadTypes()
    {
        int count = Block.RowCount;
        _types = _types.Length < count ? new int[count] : _types;
        _types.AsSpan(0, count).Fill(_group.DefaultType);
        if (_group.TypeColumn is not null)
        {
            var cells = Block.View(_group.TypeColumn.Position);
            for (int row = 0; row < count; row++)
            {
                _types[row] = _typeCells.NumberOf(_group.DefaultType, cells[row]);
            }
        }
    }

    /// <summary>Whether a row has both ends and a type; otherwise it is left out.</summary>
    private bool IsWhole(int row)
    {
        if ((_starts[row] | _ends[row]) >= 0 && _types[row] >= 0)
        {
            return true;
        }
        _left.Leave(_group, row, _starts[row], _ends[row], _types[row]);
        return false;
    }

    /// <summary>Gives new relationships their ids, and other rows their numbers, in the order of the input.</summary>
    protected override void Number(ReadOnlySpan<RowAction> actions)
    {
        long first = Phase.NewCount;
        var found = _found.AsSpan(0, Block.RowCount);
        for (int row = 0; row < found.Length; row++)
        {
            if (found[row] >= 0 && actions[row] == RowAction.Create)
            {
                found[row] = IncrementIds.First + Phase.NewCount++;
            }
        }
        if (Place(State.RelationshipPlaces, first, found, out long changing))
        {
            foreach (ref long number in found)
            {
                if (number is >= 0 and < IncrementIds.First)
                {
                    number = changing++;
                }
            }
        }
    }

    protected override void Write(ReadOnlySpan<RowAction> actions, int[] columns)
    {
        bool[] identifies = IdentifyingColumns(_group);
        var counts = default(IncrementCounts);
        long created = 0;
        for (int row = 0; row < Block.RowCount; row++)
        {
            if (_found[row] < 0)
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
                WriteNew(new RelationshipId(_found[row]), record, row, columns);
                created++;
                continue;
            }
            foreach (var id in Match(row, record, identifies))
            {
                State.RelationshipPlaces.Add(id.Value, _found[row]);
                if (actions[row] == RowAction.Delete)
                {
                    Writer.DeleteRelationship(id, record);
                    counts += new IncrementCounts(0, 0, 0, 0, 0, 1);
                    continue;
                }
                SetProperties(id, record, row, columns, identifies);
                foreach (int key in Removed.KeysOf(_group.Header, row))
                {
                    Writer.RemoveProperty(id, record, key);
                }
                counts += new IncrementCounts(0, 0, 0, 0, 1, 0);
            }
        }
        State.Add(counts + new IncrementCounts(0, 0, 0, created, 0, 0));
    }

    private void WriteNew(
        RelationshipId relationship,
        RelationshipRecord record,
        int row,
        int[] columns
    )
    {
        Writer.BeginRelationship(relationship, record);
        foreach (int column in columns)
        {
            var cells = Chunk.Column(column);
            if (cells.IsPresent(row))
            {
                Writer.AddRelationshipProperty(Chunk.Key(column).Value, Values.Encode(cells, row));
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
            var cells = Chunk.Column(column);
            if (!except[column] && cells.IsPresent(row))
            {
                Writer.SetProperty(id, record, Chunk.Key(column).Value, Values.Encode(cells, row));
            }
        }
    }

    /// <summary>The relationships that a row updates or deletes; none where it is left out.</summary>
    private List<RelationshipId> Match(int row, RelationshipRecord record, bool[] identifies)
    {
        var matched = _matched.Find(record, row, identifies);
        string? problem =
            matched.Count == 0 ? "no such relationship is in the database."
            : matched.Count > 1 && !State.Plan.Options.Increment!.UpdateAllMatchingRelationships
                ? $"{matched.Count} relationships are such: tell them apart by a property marked {{identifier:true}}, or take all with --update-all-matching-relationships."
            : null;
        matched.RemoveAll(id => problem is null && !State.Relationships.TryAdd(id.Value));
        if (problem is null && matched.Count == 0)
        {
            problem = "an earlier row of this import changes the same relationship.";
        }
        if (problem is null)
        {
            return matched;
        }
        Leave(
            BadEntryKind.BadRelationship,
            Options.SkipBadRelationships,
            _group.Start.Column.Position,
            row,
            problem
        );
        return [];
    }
}
