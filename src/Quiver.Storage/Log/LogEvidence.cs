using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>
/// Looks behind a record that is not whole for proof that it was durable once: a later batch that names a durable position above it, or a later file, which is
/// begun only when the files before are durable. Without proof the record is the torn end of a write that nobody was told of.
/// </summary>
internal sealed class LogEvidence(LogFiles files, Guid logId)
{
    private const int ChunkBytes = 1 << 20;
    private const int BatchBytes = LogRecordHeader.Bytes + BatchBody.Bytes;

    /// <summary>The proof that the log was durable beyond a position, as a clause for a message; null when there is none.</summary>
    /// <param name="position">The record that is not whole.</param>
    /// <param name="laterFiles">The files behind its file.</param>
    public string? Find(ReplayPosition position, IReadOnlyList<long> laterFiles) =>
        FindLater(position, laterFiles) ?? FindBatch(position.LogFile, position.Offset, position);

    /// <summary>The same when the position's own file is not there.</summary>
    public string? FindLater(ReplayPosition position, IReadOnlyList<long> laterFiles)
    {
        foreach (long number in laterFiles)
        {
            if (files.TryReadHeader(number, out var header) && header.LogId == logId)
            {
                return $"{LogFileHeader.NameOf(number)} was begun after it";
            }
        }
        foreach (long number in laterFiles)
        {
            if (FindBatch(number, 0, position) is { } later)
            {
                return later;
            }
        }
        return null;
    }

    private string? FindBatch(long number, long from, ReplayPosition position)
    {
        using var handle = files.OpenRead(number);
        byte[] chunk = new byte[ChunkBytes];
        long start = from & -LogRecordHeader.Alignment;
        while (true)
        {
            int count = handle.Read(chunk, start);
            if (count < BatchBytes)
            {
                return null;
            }
            for (int at = 0; at + BatchBytes <= count; at += LogRecordHeader.Alignment)
            {
                if (IsProof(chunk.AsSpan(at, BatchBytes), position))
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"the batch at byte {start + at} of {LogFileHeader.NameOf(number)} was written after it"
                    );
                }
            }
            start += count - BatchBytes + LogRecordHeader.Alignment & -LogRecordHeader.Alignment;
        }
    }

    private bool IsProof(ReadOnlySpan<byte> bytes, ReplayPosition position)
    {
        if (
            !LogRecordHeader.TryRead(bytes, out var header)
            || header.Kind != LogRecordKind.Batch
            || header.LogId != logId
            || header.BodyBytes != BatchBody.Bytes
        )
        {
            return false;
        }
        var body = bytes.Slice(LogRecordHeader.Bytes, BatchBody.Bytes);
        if (Crc32C.Compute(body) != header.BodyChecksum)
        {
            return false;
        }
        var durable = BatchBody.Read(body).Durable;
        return (durable.LogFile, durable.Offset).CompareTo((position.LogFile, position.Offset)) > 0;
    }
}
