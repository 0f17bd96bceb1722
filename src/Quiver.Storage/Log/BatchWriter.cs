using System.Buffers;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>Writes batches of records at the end of a log. One thread at a time uses it.</summary>
/// <remarks>
/// The open file is longer than what was written, by zeros whose place on the disk is set aside: so a sync finds the file's length unchanged. Recovery takes them
/// for a torn end. They are cut off when the file ends: before another follows, and at the orderly end of the log.
/// </remarks>
internal sealed class BatchWriter(
    LogFiles files,
    Guid logId,
    long epoch,
    LogTail tail,
    long fileBytes
) : IDisposable
{
    private const int KeptBufferBytes = 1 << 20;
    private const int LargeBodyBytes = 256 << 10;

    private IFileHandle _handle = tail.Handle;
    private ReplayPosition _end = tail.End;
    private ulong _link = tail.Link;
    private ArrayBufferWriter<byte> _buffer = new();
    private long _allocatedTo = tail.End.Offset;
    private bool _hasFailed;
    private bool _hadPlenty;

    /// <summary>Writes records as one batch; on return they are durable.</summary>
    /// <returns>The position behind them.</returns>
    /// <exception cref="DiskFullException">Nothing was written, or it was taken back durably: the log is as it was.</exception>
    /// <exception cref="IOException">The disk failed: what of the batch is durable is not known.</exception>
    public ReplayPosition Write(List<PendingRecord> records)
    {
        long bytes = RequireSpace(records);
        _hasFailed = true;
        if (_end.Offset >= fileBytes)
        {
            BeginFile();
        }
        ulong link = _link;
        long offset = _end.Offset;
        try
        {
            Allocate(offset + bytes);
            WriteAll(records, ref offset);
        }
        catch (DiskFullException)
        {
            // What was written of the batch must not be taken for records behind another batch that is written in its place.
            _link = link;
            TakeBack();
            _hasFailed = false;
            throw;
        }
        Sync();
        _hasFailed = false;
        _end = new ReplayPosition(_end.LogFile, offset, records[^1].Sequence);
        return _end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // What a failed write left is looked at when the log is opened again.
            if (!_hasFailed)
            {
                CutSpare();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the log next cuts off what is not needed.
        }
        finally
        {
            _handle.Dispose();
        }
    }

    /// <summary>A full disk is met before anything is written; what is held in reserve serves the checkpoint that frees space.</summary>
    /// <returns>How many bytes the batch takes.</returns>
    private long RequireSpace(List<PendingRecord> records)
    {
        bool hasCommits = false;
        long bytes = LogRecordHeader.LengthOf(BatchBody.Bytes);
        foreach (var record in records)
        {
            bytes += LogRecordHeader.LengthOf(record.Body.Length);
            hasCommits |= record.Kind is LogRecordKind.Commit or LogRecordKind.RunAdopted;
        }
        if (_hadPlenty && _end.Offset + bytes <= _allocatedTo)
        {
            return bytes;
        }
        long free = files.FreeSpace();
        _hadPlenty = free >= LogLimits.PlentyBytes;
        if (free < bytes + (hasCommits ? LogLimits.ReservedBytes : 0))
        {
            throw new DiskFullException(
                $"There is no space left for the log in {files.Directory}."
            );
        }
        return bytes;
    }

    /// <summary>Small records go in one write; the body of a large one goes straight from where it is.</summary>
    private void WriteAll(List<PendingRecord> records, ref long offset)
    {
        if (_buffer.Capacity > KeptBufferBytes)
        {
            _buffer = new();
        }
        _buffer.ResetWrittenCount();
        Span<byte> durable = stackalloc byte[BatchBody.Bytes];
        Span<byte> header = stackalloc byte[LogRecordHeader.Bytes];
        new BatchBody(_end).Write(durable);
        Append(LogRecordKind.Batch, _end.Sequence, durable);
        foreach (var record in records)
        {
            if (record.Body.Length < LargeBodyBytes)
            {
                Append(record.Kind, record.Sequence, record.Body.Span);
                continue;
            }
            long bytes = WriteHeader(record.Kind, record.Sequence, record.Body.Span, header);
            _buffer.Write(header);
            WriteBuffered(ref offset);
            _handle.Write(record.Body.Span, offset);
            offset += record.Body.Length;
            _buffer.GetSpan(LogRecordHeader.Alignment)[..LogRecordHeader.Alignment].Clear();
            _buffer.Advance((int)(bytes - LogRecordHeader.Bytes - record.Body.Length));
        }
        WriteBuffered(ref offset);
    }

    private void WriteBuffered(ref long offset)
    {
        if (_buffer.WrittenCount > 0)
        {
            _handle.Write(_buffer.WrittenSpan, offset);
            offset += _buffer.WrittenCount;
            _buffer.ResetWrittenCount();
        }
    }

    private void Allocate(long end)
    {
        if (end > _allocatedTo)
        {
            long length = end - _allocatedTo + LogLimits.GrowthBytes;
            try
            {
                // A large batch would write twice as much for it: few large ones follow each other closely enough to gain by it.
                _handle.Allocate(
                    _allocatedTo,
                    length,
                    areWritten: end - _end.Offset <= LogLimits.SmallBatchBytes
                );
                _allocatedTo += length;
            }
            catch (DiskFullException)
            {
                // There may be room for the batch itself: the write says so.
                CutSpare(mayBeLonger: true);
            }
        }
    }

    private void CutSpare(bool mayBeLonger = false)
    {
        if (mayBeLonger || _allocatedTo > _end.Offset)
        {
            _handle.SetLength(_end.Offset);
            _allocatedTo = _end.Offset;
        }
    }

    private void TakeBack()
    {
        try
        {
            _handle.SetLength(_end.Offset);
            _allocatedTo = _end.Offset;
        }
        catch (DiskFullException error)
        {
            throw new IOException(error.Message, error);
        }
        Sync();
    }

    private void Sync()
    {
        try
        {
            _handle.SyncData();
        }
        catch (DiskFullException error)
        {
            // Space that a sync misses was promised by the write before: what is on the disk is not known.
            throw new IOException(error.Message, error);
        }
    }

    private void Append(LogRecordKind kind, long sequence, ReadOnlySpan<byte> body)
    {
        int bytes = (int)LogRecordHeader.LengthOf(body.Length);
        var destination = _buffer.GetSpan(bytes)[..bytes];
        WriteHeader(kind, sequence, body, destination);
        body.CopyTo(destination[LogRecordHeader.Bytes..]);
        destination[(LogRecordHeader.Bytes + body.Length)..].Clear();
        _buffer.Advance(bytes);
    }

    private long WriteHeader(
        LogRecordKind kind,
        long sequence,
        ReadOnlySpan<byte> body,
        Span<byte> destination
    )
    {
        var header = new LogRecordHeader(
            kind,
            logId,
            epoch,
            sequence,
            _link,
            body.Length,
            Crc32C.Compute(body)
        );
        _link = header.Write(destination);
        return header.RecordBytes;
    }

    private void BeginFile()
    {
        long number = _end.LogFile + 1;
        if (_allocatedTo > _end.Offset)
        {
            // Zeros in front of a file that follows would be damage.
            CutSpare();
            Sync();
        }
        var next = files.Create(new LogFileHeader(logId, number, _end.Sequence, _link));
        _handle.Dispose();
        _handle = next;
        _allocatedTo = LogFileHeader.Bytes;
        _end = new ReplayPosition(number, LogFileHeader.Bytes, _end.Sequence);
    }
}
