using Quiver.Cypher.Execution.Writing;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Merge of one node, or of one relationship between known nodes, where nothing but what the clause makes changes what its rows match: it
/// looks for all rows at once and then keeps what it makes in a table, so that rows see what rows before them made without a new snapshot.
/// Gives and leaves what <see cref="RowMerge"/> does.
/// </summary>
internal sealed class BatchMergeOperator(
    QueryContext context,
    Operator left,
    MergeSearch search,
    MergeSettings settings,
    BatchMergeSettings batchSettings
) : UpdateOperator(context, left)
{
    private EntityChains _found = new();
    private EntityChains _made = new();
    private MergeKeys _foundKeys = new(settings.Creator, isUndirected: false);
    private MergeKeys _madeKeys = new(settings.Creator, batchSettings.IsUndirected);
    private long _chargedBytes;
    private bool _hasUnpublished;

    /// <inheritdoc/>
    protected override bool TakesPartwise => batchSettings.TakesPartwise;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _made = new EntityChains();
        _foundKeys = new MergeKeys(settings.Creator, isUndirected: false);
        _madeKeys = batchSettings.IsUndirected
            ? new MergeKeys(settings.Creator, isUndirected: true)
            : _foundKeys;
        _hasUnpublished = false;
    }

    /// <inheritdoc/>
    protected override bool NeedsAll(List<Batch> part) => part.Exists(HasMixedList);

    /// <inheritdoc/>
    protected override void End()
    {
        Context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        var batches = new List<MergeBatch>(input.Count);
        foreach (var rows in input)
        {
            if (Number(rows, _foundKeys, _madeKeys) is not { } batch)
            {
                Publish(isNeeded: true);
                return input.Select(batchSettings.ByRow.Merge);
            }
            batches.Add(batch);
        }
        _found = new EntityChains();
        search.Find(batches, _foundKeys, _found);
        LockFound();
        return Merge(batches);
    }

    private bool HasMixedList(Batch rows)
    {
        var values = settings.Creator.Evaluate(rows, Context);
        return MergeKeys.HasMixedList(_foundKeys.Columns(values), rows.RowCount);
    }

    /// <summary>Takes the locks of all that was found and is to be changed, in one order, before the first change.</summary>
    private void LockFound()
    {
        if (settings.OnMatch.IsEmpty)
        {
            return;
        }
        var targets = new LockTargets();
        bool isNode = settings.Creator.Nodes.Count > 0;
        for (int entry = 0; entry < _found.Count; entry++)
        {
            long id = _found[entry].Id;
            if (id >= 0)
            {
                targets.Add(
                    isNode
                        ? Value.Node(new NodeId(id))
                        : Value.Relationship(new RelationshipId(id)),
                    settings.OnMatch.ChangesLabels,
                    Context
                );
            }
        }
        targets.Lock(Context);
    }

    /// <summary>Numbers what rows look for; null where they have to be taken one by one.</summary>
    private MergeBatch? Number(Batch rows, MergeKeys foundKeys, MergeKeys madeKeys)
    {
        Context.Cancellation.ThrowIfCancellationRequested();
        var values = settings.Creator.Evaluate(rows, Context);
        var columns = foundKeys.Columns(values);
        if (MergeKeys.HasMixedList(columns, rows.RowCount))
        {
            return null;
        }
        int[] found = foundKeys.Number(columns, rows.RowCount);
        int[] made = batchSettings.IsUndirected
            ? madeKeys.Number(madeKeys.Columns(values), rows.RowCount)
            : found;
        return new MergeBatch(rows, values, found, made);
    }

    private IEnumerable<Batch> Merge(List<MergeBatch> batches)
    {
        foreach (var batch in batches)
        {
            Charge();
            yield return Merge(batch);
        }
        Charge();
    }

    private void Charge()
    {
        long bytes =
            _found.MemoryBytes
            + _made.MemoryBytes
            + _foundKeys.MemoryBytes
            + (batchSettings.IsUndirected ? _madeKeys.MemoryBytes : 0);
        Context.Memory.Charge(Math.Max(0, bytes - _chargedBytes));
        _chargedBytes = Math.Max(bytes, _chargedBytes);
    }

    private Batch Merge(MergeBatch batch)
    {
        var merged = new MergedRows(settings, batch.Rows.RowCount);
        for (int row = 0; row < batch.Rows.RowCount; row++)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            int before = merged.Count;
            Add(_found, batch.Found[row], row, merged);
            int old = merged.Count;
            Add(_made, batch.Made[row], row, merged);
            if (merged.Count == before)
            {
                Create(batch, row, merged);
            }
            else if (!settings.OnMatch.IsEmpty)
            {
                bool isNew = merged.Count > old;
                Publish(isNew && batchSettings.OnMatchNeedsSnapshot);
                Change(settings.OnMatch, batch, row, before, merged);
            }
        }
        return merged.Over(batch.Rows);
    }

    private static void Add(EntityChains chains, int number, int row, MergedRows merged)
    {
        for (int entry = chains.First(number); entry >= 0; )
        {
            (long id, entry) = chains[entry];
            merged.AddFound(row, 1);
            if (id < 0)
            {
                merged.Pattern[0].AppendNull();
            }
            else
            {
                merged.Pattern[0].Append(id);
            }
        }
    }

    private void Create(MergeBatch batch, int row, MergedRows merged)
    {
        if (batch.Made[row] == MergeKeys.None)
        {
            settings.Guard.Check(SingleRow.Of(batch.Rows, row), Context);
        }
        int before = merged.Count;
        merged.AddMade(row);
        settings.Creator.Make(
            batch.Values,
            row,
            merged.Pattern,
            Context.RequireWriter(),
            batchSettings.TracksMade
        );
        _hasUnpublished = true;
        if (batch.Made[row] != MergeKeys.None)
        {
            _made.Add(batch.Made[row], merged.Pattern[0].Items[^1]);
        }
        if (!settings.OnCreate.IsEmpty)
        {
            Publish(batchSettings.OnCreateNeedsSnapshot);
            Change(settings.OnCreate, batch, row, before, merged);
        }
    }

    /// <summary>Makes a snapshot with what was made so far, where the changes of a row need it.</summary>
    private void Publish(bool isNeeded)
    {
        if (isNeeded && _hasUnpublished)
        {
            Context.Publish();
            _hasUnpublished = false;
        }
    }

    /// <summary>Makes the changes for the newest rows.</summary>
    private void Change(
        EntityChanger changes,
        MergeBatch batch,
        int row,
        int from,
        MergedRows merged
    ) => changes.Apply(merged.Newest(SingleRow.Of(batch.Rows, row), from), Context);
}
