using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Foundation.Memory;
using Quiver.Import.Reports;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Import.Pipeline;

/// <summary>One thread of the relationship phase: turns blocks into runs.</summary>
internal sealed unsafe class RelationshipWorker : IDisposable
{
    private readonly ImportPlan _plan;
    private readonly RunStore _runs;
    private readonly FirstUseOrder _typeOrder;
    private readonly RowReader _rows;
    private readonly IdReader _ids;
    private readonly LeftRelationships _left;
    private readonly ColumnChunk _parsed = new();
    private readonly ScratchMemory _starts = new();
    private readonly ScratchMemory _ends = new();
    private readonly ScratchMemory _types = new();
    private readonly RunBuilder _builder;
    private readonly TokenCells _typeCells;
    private readonly ScratchMemory _badRows = new();
    private long _sequence;

    /// <summary>Whether the blocks before this one have read their types, as far as this one has had to know.</summary>
    private bool _isTypeTurn;

    public RelationshipWorker(
        ImportPlan plan,
        long nodeIdLimit,
        RunStore runs,
        BadEntryLog bad,
        FirstUseOrder typeOrder
    )
    {
        _plan = plan;
        _runs = runs;
        _typeOrder = typeOrder;
        _rows = new RowReader(plan, bad);
        _ids = new IdReader(_rows);
        _left = new LeftRelationships(plan, _rows, _ids);
        _builder = new RunBuilder(nodeIdLimit);
        _typeCells = new TokenCells(
            plan.Rules,
            (defaultType, name) =>
                name.Length == 0
                    ? defaultType
                    : plan.Names.RelationshipTypes.NumberOf(
                        name,
                        typeOrder,
                        _sequence,
                        ref _isTypeTurn
                    )
        );
    }

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block => _rows.Block;

    /// <summary>Parses the block and hands its rows on.</summary>
    public void Read(BlockTicket ticket)
    {
        var group = _plan.Relationships[ticket.Group];
        _rows.Begin(group);
        int rowCount = Block.RowCount;
        var starts = Find(group.Start, _starts, rowCount);
        var ends = Find(group.End, _ends, rowCount);
        _sequence = ticket.Sequence;
        _isTypeTurn = false;
        var types = ReadTypes(group, rowCount);
        _typeOrder.Done(ticket.Sequence);
        rowCount = DropBadRows(group, starts, ends, types);
        if (rowCount == 0)
        {
            _rows.Complete(ticket.Sequence);
            return;
        }
        if (_plan.Suspects is { } suspects)
        {
            Look(suspects, group, starts[..rowCount], ends, types);
        }
        var run = _builder.Build(
            ticket.Sequence,
            starts[..rowCount],
            ends[..rowCount],
            types.IsEmpty ? [] : types[..rowCount],
            group.DefaultType
        );
        ParseProperties(group, run);
        _rows.Complete(ticket.Sequence);
        _runs.Add(run);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _ids.Dispose();
        _parsed.Dispose();
        _starts.Dispose();
        _ends.Dispose();
        _types.Dispose();
        _badRows.Dispose();
        _builder.Dispose();
    }

    private Span<long> Find(IdPlan plan, ScratchMemory buffer, int rowCount)
    {
        var ids = _ids.Read(plan, chunk: null);
        var nodes = new Span<long>(buffer.Reserve<long>(rowCount), rowCount);
        plan.Space.Map.Find(ids, nodes);
        if (plan.Space.Type == IdType.Actual)
        {
            ReplaceByIds(nodes, ids);
        }
        return nodes;
    }

    /// <summary>Where ids are the nodes' own, the map only says which there are.</summary>
    private static void ReplaceByIds(Span<long> nodes, ColumnChunk ids)
    {
        for (int row = 0; row < nodes.Length; row++)
        {
            nodes[row] = nodes[row] < 0 ? nodes[row] : ids.Words[row];
        }
    }

    /// <summary>The type of each row, or nothing when all have the group's.</summary>
    private Span<int> ReadTypes(RelationshipGroupPlan group, int rowCount)
    {
        if (group.TypeColumn is null && group.DefaultType >= 0)
        {
            return [];
        }
        var types = new Span<int>(_types.Reserve<int>(rowCount), rowCount);
        types.Fill(group.DefaultType);
        if (group.TypeColumn is not null)
        {
            var cells = Block.View(group.TypeColumn.Position);
            for (int row = 0; row < rowCount; row++)
            {
                types[row] = _typeCells.NumberOf(group.DefaultType, cells[row]);
            }
        }
        return types;
    }

    /// <summary>Drops rows that lack an end or a type, or fails; returns how many rows remain.</summary>
    private int DropBadRows(
        RelationshipGroupPlan group,
        Span<long> starts,
        Span<long> ends,
        Span<int> types
    )
    {
        var bad = FindBadRows(starts, ends, types);
        foreach (int row in bad)
        {
            _left.Leave(
                group,
                row,
                starts[row],
                ends[row],
                types.IsEmpty ? group.DefaultType : types[row]
            );
        }
        if (!bad.IsEmpty)
        {
            KeepOthers(starts, bad);
            KeepOthers(ends, bad);
            if (!types.IsEmpty)
            {
                KeepOthers(types, bad);
            }
            Block.RemoveRows(bad);
        }
        return starts.Length - bad.Length;
    }

    /// <summary>The rows that lack an end or a type, found without a branch: a tenth of all may.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<int> FindBadRows(
        ReadOnlySpan<long> starts,
        ReadOnlySpan<long> ends,
        ReadOnlySpan<int> types
    )
    {
        int* bad = _badRows.Reserve<int>(starts.Length);
        int count = 0;
        for (int row = 0; row < starts.Length; row++)
        {
            long type = types.IsEmpty ? 0 : types[row];
            bad[count] = row;
            count += (int)((ulong)(starts[row] | ends[row] | type) >> 63);
        }
        return new(bad, count);
    }

    /// <summary>Closes the gaps that rows leave.</summary>
    private static void KeepOthers<T>(Span<T> values, ReadOnlySpan<int> dropped)
    {
        int kept = dropped[0];
        for (int i = 0; i < dropped.Length; i++)
        {
            int next = i + 1 < dropped.Length ? dropped[i + 1] : values.Length;
            var between = values[(dropped[i] + 1)..next];
            between.CopyTo(values[kept..]);
            kept += between.Length;
        }
    }

    private void Look(
        SuspectRelationships suspects,
        RelationshipGroupPlan group,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<long> ends,
        ReadOnlySpan<int> types
    )
    {
        for (int row = 0; row < starts.Length; row++)
        {
            var relationship = new RelationshipRecord(
                new RelationshipTypeId(types.IsEmpty ? group.DefaultType : types[row]),
                new NodeId(starts[row]),
                new NodeId(ends[row])
            );
            suspects.Look(relationship, _sequence, row, Block);
        }
    }

    /// <summary>Parses the properties and puts them into the order of the run, which was built last.</summary>
    private void ParseProperties(RelationshipGroupPlan group, Run run)
    {
        var order = _builder.Order(run.RowCount);
        foreach (var property in group.Properties)
        {
            _rows.Parse(property.Column, _parsed);
            ColumnMerge.Permute(_parsed, order, run.Columns.Add(property.Key));
        }
    }
}
