using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>
/// Where commits become durable, in one order. One process appends to a log at a time; another implementation may keep it on several machines.
/// </summary>
/// <remarks>Thread safe.</remarks>
public interface ICommitLog : IDisposable
{
    /// <summary>The log's identity: a full import starts another.</summary>
    Guid LogId { get; }

    /// <summary>The term of this writer: part of every bookmark.</summary>
    long Epoch { get; }

    /// <summary>The number of the newest record that was handed over, durable or not. Falls back when a full disk refused records.</summary>
    long LastSequence { get; }

    /// <summary>The position behind the newest durable record.</summary>
    ReplayPosition End { get; }

    /// <summary>Whether a write or sync failed, so that it takes no more records until it is opened again.</summary>
    bool IsStopped { get; }

    /// <summary>Is called when records have become durable, by the thread that wrote them and before anybody who waits for one goes on. Must not throw.</summary>
    Action? Written { get; set; }

    /// <summary>Appends a record. No thread waits for the disk meanwhile but the log's own; waiting records share one write and one sync.</summary>
    /// <param name="kind">What it says.</param>
    /// <param name="sequence">Its number, one above <see cref="LastSequence"/>; any other is <see cref="AppendResult.Fenced"/>.</param>
    /// <param name="body">Its content; must not change until the task ends.</param>
    /// <param name="callerWrites">Whether the caller calls <see cref="WriteQueued"/> afterwards; otherwise the log's own thread is woken.</param>
    /// <returns>A task that never fails; <see cref="AppendResult.Committed"/> only when the record is durable.</returns>
    Task<AppendResult> AppendAsync(
        LogRecordKind kind,
        long sequence,
        ReadOnlyMemory<byte> body,
        bool callerWrites = false
    );

    /// <summary>
    /// Writes and syncs what waits with the calling thread, so that no other has to wake. Returns at once when another thread writes already, which then goes on
    /// with what waits; leaves the work to the log's thread where the disk is slow.
    /// </summary>
    void WriteQueued();

    /// <summary>Appends a record that has no number of its own: it bears the number of the record before it.</summary>
    /// <param name="kind">What it says: <see cref="LogRecordKind.IdsReserved"/>.</param>
    /// <param name="body">Its content; must not change until the task ends.</param>
    /// <returns>As <see cref="AppendAsync"/>.</returns>
    Task<AppendResult> AppendNoteAsync(LogRecordKind kind, ReadOnlyMemory<byte> body);

    /// <summary>Gives up what lies before a position that a durable manifest starts from. Whole files only.</summary>
    /// <exception cref="IOException">A file could not be deleted; nothing is lost.</exception>
    void Trim(ReplayPosition before);
}
