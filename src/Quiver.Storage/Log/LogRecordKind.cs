namespace Quiver.Storage.Log;

/// <summary>What a log record says. Part of the format: never renumber.</summary>
public enum LogRecordKind : byte
{
    /// <summary>A batch begins: how far the log was durable before it. Written by the log itself.</summary>
    Batch = 0,

    /// <summary>A transaction: the body is its change run.</summary>
    Commit = 1,

    /// <summary>A checkpoint has become part of the database: the body is the manifest's hash.</summary>
    GenerationPublished = 2,

    /// <summary>Ids were set aside for writers: the body is the two new limits. Bears the number of the record before it.</summary>
    IdsReserved = 3,

    /// <summary>A commit whose change run lies in a file of the store: the body names it, and what names are new with it.</summary>
    RunAdopted = 4,
}
