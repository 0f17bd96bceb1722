using System.Buffers;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>Writes batches of records at the end of a log. Only the log's thread uses it.</summary>
internal sealed class BatchWriter(
    LogFiles files,
    Guid logId,
    long epoch,
    LogTail tail,
    long fileBytes
) : IDisposable
{
    private const int KeptBufferBytes = 1 << 20;

    private IFileHandle _handle = tail.Handle;
    private ReplayPosition _end = tail.End;
    private ulong _link = tail.Link;
    private ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Writes records as one batch; on return they are durable.</summary>
    /// <returns>The position behind them.</returns>
    /// <exception cref="IOException">The disk failed: what of the batch is durable is not known.</exception>
    public ReplayPosition Write(List<PendingRecord> records)
    {
        if (_end.Offset >= fileBytes)
        {
            BeginFile();
        }
        if (_buffer.Capacity > KeptBufferBytes)
        {
            _buffer = new();
        }
        _buffer.ResetWrittenCount();
        Span<byte> durable = stackalloc byte[BatchBody.Bytes];
        new BatchBody(_end).Write(durable);
        Append(LogRecordKind.Batch, _end.Sequence, durable);
        foreach (var record in records)
        {
            Append(record.Kind, record.Sequence, record.Body.Span);
        }
        _handle.Write(_buffer.WrittenSpan, _end.Offset);
        _handle.SyncData();
        long offset = _end.Offset + _buffer.WrittenCount;
        _end = new ReplayPosition(_end.LogFile, offset, records[^1].Sequence);
        return _end;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Append(LogRecordKind kind, long sequence, ReadOnlySpan<byte> body)
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
        int bytes = checked((int)header.RecordBytes);
        var destination = _buffer.GetSpan(bytes)[..bytes];
        _link = header.Write(destination);
        body.CopyTo(destination[LogRecordHeader.Bytes..]);
        destination[(LogRecordHeader.Bytes + body.Length)..].Clear();
        _buffer.Advance(bytes);
    }

    private void BeginFile()
    {
        long number = _end.LogFile + 1;
        var next = files.Create(new LogFileHeader(logId, number, _end.Sequence, _link));
        _handle.Dispose();
        _handle = next;
        _end = new ReplayPosition(number, LogFileHeader.Bytes, _end.Sequence);
    }
}
