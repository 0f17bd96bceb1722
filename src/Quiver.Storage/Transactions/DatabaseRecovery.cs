using Quiver.Storage.Delta;
using Quiver.Storage.Log;
using Quiver.Storage.Reading;
using Quiver.Storage.Store;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>Builds a database's state from what its log holds.</summary>
internal sealed class DatabaseRecovery
{
    private long _committedNodes;
    private long _committedRelationships;
    private long _reservedNodes;
    private long _reservedRelationships;

    private readonly IStoreFiles _store;

    /// <summary>Begins with what the manifest names.</summary>
    /// <param name="state">What the manifest names.</param>
    /// <param name="store">Where the files are that commits consist of.</param>
    public DatabaseRecovery(DatabaseState state, IStoreFiles store)
    {
        _store = store;
        State = state;
        _committedNodes = state.Base.Generation.Manifest.NodeIdLimit;
        _committedRelationships = state.Base.Generation.Manifest.RelationshipIdLimit;
    }

    /// <summary>The state so far.</summary>
    public DatabaseState State { get; private set; }

    /// <summary>How many bytes of commits the log holds, files that are commits included.</summary>
    public long LogBytes { get; private set; }

    /// <summary>The first node id that may be given.</summary>
    public long NodeIdLimit => Math.Max(_committedNodes, _reservedNodes);

    /// <summary>The first relationship id that may be given.</summary>
    public long RelationshipIdLimit => Math.Max(_committedRelationships, _reservedRelationships);

    /// <summary>Takes the next record.</summary>
    public void Replay(LogRecord record)
    {
        switch (record.Kind)
        {
            case LogRecordKind.Commit:
                var run = ChangeRun.Open(record.Body, record.Source);
                Add(run, run.Tokens, record);
                break;
            case LogRecordKind.RunAdopted:
                var adopted = AdoptedRun.Decode(record.Body, record.Source);
                Add(PatchReader.OpenAdopted(_store, adopted.File), adopted.Names, record);
                // What no checkpoint has taken over yet is opened with the log: it counts for the next one.
                LogBytes += adopted.File.Length;
                break;
            case LogRecordKind.IdsReserved:
                (_reservedNodes, _reservedRelationships) = IdReservation.Read(
                    record.Body,
                    record.Source
                );
                break;
            case LogRecordKind.GenerationPublished:
                break;
            default:
                throw StorageErrors.NewerRecord(record.Source, (int)record.Kind);
        }
    }

    private void Add(ChangeRun run, TokenTable names, LogRecord record)
    {
        State = State.With(run, record.Sequence, State.End).WithTokens(names);
        _committedNodes = Math.Max(_committedNodes, run.NodeIdLimit);
        _committedRelationships = Math.Max(_committedRelationships, run.RelationshipIdLimit);
        LogBytes += record.Body.Length;
    }
}
