using System.Buffers.Binary;
using Quiver.Storage.Log;

namespace Quiver.Storage.Transactions;

/// <summary>Sets ids aside by log records before they are given, so that a crash does not make them be given again.</summary>
/// <remarks>
/// <code>
/// 0   i64  one above the highest node id set aside
/// 8   i64  one above the highest relationship id set aside
/// </code>
/// The newest such record counts: closing a database lowers the limits to what was given. Thread safe.
/// </remarks>
/// <param name="nodes">The ids of nodes.</param>
/// <param name="relationships">The ids of relationships.</param>
/// <param name="log">The log.</param>
internal sealed class IdReservation(IdSpace nodes, IdSpace relationships, ICommitLog log)
{
    private const int Bytes = 2 * sizeof(long);

    private readonly Lock _lock = new();
    private Task _pending = Task.CompletedTask;

    /// <summary>Sees to it that some ids are set aside; completes at once when enough are.</summary>
    public Task EnsureAsync()
    {
        if (!nodes.IsLow && !relationships.IsLow)
        {
            return Task.CompletedTask;
        }
        lock (_lock)
        {
            if (_pending.IsCompleted)
            {
                _pending = ReserveAsync(IdSpace.ReservedIds);
            }
            return _pending;
        }
    }

    /// <summary>Waits, if that is needed, until ids up to a limit are set aside. Seldom: more are asked for long before the last is given.</summary>
    public void Require(IdSpace space, long limit)
    {
        if (space.IsLow)
        {
            var more = EnsureAsync();
            if (space.Reserved < limit)
            {
                more.GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>Says again, behind all that is in the log, what is set aside: what stands before will be cut off.</summary>
    public Task<AppendResult> RepeatAsync() => ReserveAsync(0);

    /// <summary>Says that no more was given than is given now: nothing will be given from now on.</summary>
    public void Close()
    {
        if (nodes.Reserved > nodes.Next || relationships.Reserved > relationships.Next)
        {
            _ = AppendAsync(nodes.Next, relationships.Next);
        }
    }

    /// <summary>Reads a record's body.</summary>
    /// <exception cref="CorruptionException">It is none.</exception>
    public static (long Nodes, long Relationships) Read(ReadOnlySpan<byte> body, string source)
    {
        if (body.Length != Bytes)
        {
            throw new CorruptionException(source, 0, "two limits of ids", $"{body.Length} bytes");
        }
        return (
            BinaryPrimitives.ReadInt64LittleEndian(body),
            BinaryPrimitives.ReadInt64LittleEndian(body[sizeof(long)..])
        );
    }

    private async Task<AppendResult> ReserveAsync(int further)
    {
        long nodeLimit = Math.Max(nodes.Reserved, nodes.Next + further);
        long relationshipLimit = Math.Max(relationships.Reserved, relationships.Next + further);
        var result = await AppendAsync(nodeLimit, relationshipLimit).ConfigureAwait(false);
        // A log that takes no records commits nothing either: then ids need not be set aside.
        if (result == AppendResult.Committed)
        {
            nodes.Reserve(nodeLimit);
            relationships.Reserve(relationshipLimit);
        }
        return result;
    }

    private Task<AppendResult> AppendAsync(long nodeLimit, long relationshipLimit)
    {
        byte[] body = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(body, nodeLimit);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(sizeof(long)), relationshipLimit);
        return log.AppendNoteAsync(LogRecordKind.IdsReserved, body);
    }
}
