using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Batches that wait to be handed on, on the query's memory budget.</summary>
internal sealed class BatchQueue(QueryMemory memory)
{
    private readonly Queue<Batch> _batches = new();
    private readonly KeptRowsMemory _kept = new();
    private long _chargedBytes;

    /// <summary>Puts a batch at the end, unless it is empty.</summary>
    public void Add(Batch batch)
    {
        if (batch.RowCount == 0)
        {
            return;
        }
        long bytes = _kept.Add(batch);
        memory.Charge(bytes);
        _chargedBytes += bytes;
        _batches.Enqueue(batch);
    }

    /// <summary>Takes the first batch out; null when there is none.</summary>
    public Batch? Take()
    {
        if (_batches.TryDequeue(out var batch))
        {
            return batch;
        }
        Clear();
        return null;
    }

    /// <summary>Lets go of all batches.</summary>
    public void Clear()
    {
        _batches.Clear();
        _kept.Clear();
        memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }
}
