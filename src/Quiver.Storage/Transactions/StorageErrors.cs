using System.Globalization;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Storage.Locks;

namespace Quiver.Storage.Transactions;

/// <summary>The errors of transactions that belong to their users.</summary>
internal static class StorageErrors
{
    public static CypherException NodeNotFound(NodeId node) =>
        new(StatusCodes.EntityNotFound, $"Unable to load NODE with id {node.Value}.");

    public static CypherException RelationshipNotFound(RelationshipId relationship) =>
        new(
            StatusCodes.EntityNotFound,
            $"Unable to load RELATIONSHIP with id {relationship.Value}."
        );

    public static CypherException NodeStillHasRelationships(NodeId node) =>
        new(
            StatusCodes.NodeStillHasRelationships,
            $"Cannot delete node<{node.Value}>, because it still has relationships. To delete this node, you must first delete its relationships."
        );

    public static CypherException Deadlock(EntityKey key) =>
        new(
            StatusCodes.DeadlockDetected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The transaction cannot wait for the lock of {Describe(key)}: its holder waits, directly or through others, for locks of this transaction. Try the transaction again."
            )
        );

    public static CypherException LockTimeout(EntityKey key, TimeSpan timeout) =>
        new(
            StatusCodes.LockAcquisitionTimeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The lock of {Describe(key)} was not free within {timeout.TotalSeconds} s. Try the transaction again."
            )
        );

    public static CypherException SchemaLockTimeout(TimeSpan timeout) =>
        new(
            StatusCodes.LockAcquisitionTimeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Another transaction that changes indexes or constraints did not end within {timeout.TotalSeconds} s. Try the transaction again."
            )
        );

    public static CypherException CommitUnknown() =>
        new(
            StatusCodes.TransactionCommitFailed,
            "The disk failed while the transaction was made durable: whether it was committed shows when the database is opened again. It takes no more writes until then."
        );

    public static CypherException NotTaken() =>
        new(
            StatusCodes.DatabaseUnavailable,
            "The database is being closed, or more commits wait for its disk than it takes: nothing of the transaction was committed. Try it again."
        );

    public static CypherException LogStopped() =>
        new(
            StatusCodes.TransactionCommitFailed,
            "The database takes no more writes, because the disk failed before. Open it again."
        );

    public static CypherException DiskFull(string directory) =>
        new(
            StatusCodes.TransactionLogError,
            $"The disk of {directory} is full: nothing of the transaction was committed. The database can only be read until there is space again; then it takes writes without being asked to."
        );

    public static CypherException TransactionTooLarge(long bytes, long limit) =>
        new(
            StatusCodes.MemoryPoolOutOfMemory,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The transaction uses {bytes} bytes for its changes and locks; the limit of one transaction is {limit} bytes. Nothing of it was committed. Use smaller transactions, for example CALL {{ … }} IN TRANSACTIONS."
            )
        );

    public static CypherException DeltaFull(long bytes, long limit) =>
        new(
            StatusCodes.MemoryPoolOutOfMemory,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The database holds {bytes} bytes of changes in memory; the limit is {limit}. Try again after the next checkpoint."
            )
        );

    public static CypherException Replaced() =>
        new(
            StatusCodes.DatabaseUnavailable,
            "The database has been replaced by an import while the transaction was open: nothing of it was committed. Try again in a new transaction."
        );

    public static StorageException ReplacementFailed(string directory) =>
        new(
            $"The database in {directory} has been replaced already, or was being replaced when the disk failed. Open it again."
        );

    public static StorageException CheckpointsStopped(string directory) =>
        new(
            $"A checkpoint of the database in {directory} failed while it was published: which state is on disk shows when the database is opened again. Until then there are no checkpoints."
        );

    public static StorageException NewerRecord(string source, int kind) =>
        new(
            $"{source} is of kind {kind}, which this release does not know. Use a newer release of Quiver."
        );

    private static string Describe(EntityKey key) =>
        key.Kind switch
        {
            EntityKeyKind.Node or EntityKeyKind.NodeExistence => string.Create(
                CultureInfo.InvariantCulture,
                $"node {key.Value}"
            ),
            EntityKeyKind.Relationship => string.Create(
                CultureInfo.InvariantCulture,
                $"relationship {key.Value}"
            ),
            _ => string.Create(CultureInfo.InvariantCulture, $"a key of index {key.Index}"),
        };
}
