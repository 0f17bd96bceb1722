using System.Runtime.InteropServices;
using Quiver.Csv;
using Quiver.Import.Ids;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>One thread of a phase of an increment: parses blocks, numbers their rows in turn, and turns them into changes.</summary>
internal abstract class IncrementWorker : IDisposable
{
    private readonly RowReader _rows;
    private readonly IdReader _ids;
    private readonly RowChunk _chunk = new();
    private readonly ActionCells _actionCells;
    private readonly List<DuplicateId> _notNew = [];
    private readonly List<DuplicateId> _notChanging = [];

    protected IncrementWorker(IncrementState state, IncrementPhase phase, BadEntryLog bad)
    {
        State = state;
        Phase = phase;
        _rows = new RowReader(state.Plan, bad);
        _ids = new IdReader(_rows);
        _actionCells = new ActionCells(_rows);
        Existing = new ExistingNodes(state.Plan.Base!.Graph);
        Writer = state.NewWriter();
        Removed = new RemovedNames(_rows, state.Plan);
    }

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block => _rows.Block;

    /// <summary>What the phases share.</summary>
    protected IncrementState State { get; }

    /// <summary>The phase.</summary>
    protected IncrementPhase Phase { get; }

    /// <summary>The number of the block.</summary>
    protected long Sequence { get; private set; }

    /// <summary>Reads cells.</summary>
    protected RowReader Rows => _rows;

    /// <summary>Reads identifiers.</summary>
    protected IdReader Ids => _ids;

    /// <summary>The parsed columns.</summary>
    protected RowChunk Chunk => _chunk;

    /// <summary>Gives their values.</summary>
    protected ColumnValues Values { get; } = new();

    /// <summary>Finds nodes of the database.</summary>
    protected ExistingNodes Existing { get; }

    /// <summary>Gets the changes.</summary>
    protected IncrementWriter Writer { get; }

    /// <summary>Reads what rows remove.</summary>
    protected RemovedNames Removed { get; }

    /// <summary>What to import and how.</summary>
    protected ImportOptions Options => State.Plan.Options;

    /// <summary>Parses the block and collects what its rows change.</summary>
    public void Read(BlockTicket ticket)
    {
        var group = GroupOf(ticket.Group);
        Sequence = ticket.Sequence;
        _rows.Begin(group);
        _chunk.Clear();
        var actions = _actionCells.Read(group.Header);
        Parse(ticket.Group, actions);
        Phase.NameOrder.Done(ticket.Sequence);
        Match();
        if (!Phase.Turn.Wait(ticket.Sequence))
        {
            return;
        }
        Number(actions);
        Phase.Turn.Done(ticket.Sequence);
        int[] columns =
        [
            .. Enumerable.Range(0, _chunk.ColumnCount).OrderBy(c => _chunk.Key(c).Value),
        ];
        Write(actions, columns);
        _rows.Complete(ticket.Sequence);
        if (Writer.WaitingBytes > State.ChunkBytes)
        {
            Writer.Send();
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush() => Writer.Flush();

    public void Dispose()
    {
        _rows.Dispose();
        _ids.Dispose();
        _chunk.Dispose();
    }

    /// <summary>A group of the phase's files.</summary>
    protected abstract FileGroupPlan GroupOf(int group);

    /// <summary>Parses the block's cells; labels, or types, that are new get their numbers.</summary>
    protected abstract void Parse(int group, ReadOnlySpan<RowAction> actions);

    /// <summary>Finds what rows are about, in any order of blocks.</summary>
    protected abstract void Match();

    /// <summary>Numbers what is new, in the order of the input.</summary>
    protected abstract void Number(ReadOnlySpan<RowAction> actions);

    /// <summary>Hands the changes to the writer.</summary>
    /// <param name="actions">What each row does.</param>
    /// <param name="columns">The parsed columns in the order of their keys.</param>
    protected abstract void Write(ReadOnlySpan<RowAction> actions, int[] columns);

    /// <summary>Notes where the rows stand that make something new, or change something. In the turn.</summary>
    /// <param name="places">The places.</param>
    /// <param name="firstNew">How many were new before the block.</param>
    /// <param name="ids">What each row is about: ids of an increment are new, lower ones are changed, negative ones are left out.</param>
    /// <param name="firstChanging">The number of the first row that changes something; they are numbered one by one.</param>
    /// <returns>Whether any row changes something.</returns>
    protected bool Place(
        IncrementPlaces places,
        long firstNew,
        ReadOnlySpan<long> ids,
        out long firstChanging
    )
    {
        _notNew.Clear();
        _notChanging.Clear();
        for (int row = 0; row < ids.Length; row++)
        {
            if (ids[row] < IncrementIds.First)
            {
                _notNew.Add(new DuplicateId(row, -1));
            }
            if (ids[row] is < 0 or >= IncrementIds.First)
            {
                _notChanging.Add(new DuplicateId(row, -1));
            }
        }
        places.AddNew(Block, firstNew, CollectionsMarshal.AsSpan(_notNew));
        firstChanging = places.AddChanging(Block, CollectionsMarshal.AsSpan(_notChanging));
        return _notChanging.Count < ids.Length;
    }

    /// <summary>Lists a row that is left out, or ends the import where none may be.</summary>
    protected void Leave(
        BadEntryKind kind,
        bool isSkipped,
        int column,
        int row,
        string reason,
        string? remedy = null
    )
    {
        var entries = isSkipped ? _rows.Entries : new BadEntryWriter(isListing: true);
        entries.Add(kind, Block.PositionOf(row, column), Block.RawRow(row), reason);
        if (!isSkipped)
        {
            throw ImportErrors.BadEntry(entries.Buffer.Entry(0), remedy: remedy);
        }
    }
}
