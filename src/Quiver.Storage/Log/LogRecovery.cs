using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>Reads a log from where a manifest says, gives each whole record to a receiver, and cuts off what a crash left half written.</summary>
internal sealed class LogRecovery
{
    private const int RewriteBytes = 1 << 20;

    private readonly LogFiles _files;
    private readonly Guid _logId;
    private readonly Action<LogRecord> _replay;
    private IFileHandle? _handle;
    private long _file;
    private long _offset;
    private long _sequence;
    private ulong? _link;
    private long _epoch;
    private ReplayPosition _durable;

    private LogRecovery(LogFiles files, Guid logId, Action<LogRecord> replay)
    {
        _files = files;
        _logId = logId;
        _replay = replay;
    }

    /// <summary>Runs it. On return everything that was replayed is durable.</summary>
    /// <exception cref="CorruptionException">Part of the log that was durable is missing or damaged.</exception>
    public static LogTail Run(
        LogFiles files,
        Guid logId,
        ReplayPosition from,
        Action<LogRecord> replay
    )
    {
        var recovery = new LogRecovery(files, logId, replay);
        try
        {
            return recovery.Run(from);
        }
        catch
        {
            recovery._handle?.Dispose();
            throw;
        }
    }

    private LogTail Run(ReplayPosition from)
    {
        var numbers = OwnFiles(from);
        if (!OpenFirst(from, numbers))
        {
            _files.Delete(numbers);
            var header = new LogFileHeader(_logId, from.LogFile, from.Sequence, 0);
            var end = new ReplayPosition(from.LogFile, LogFileHeader.Bytes, from.Sequence);
            return new(_files.Create(header), end, 0, 0);
        }
        while (true)
        {
            ReadFile();
            var later = numbers.FindAll(n => n > _file);
            bool isAtEnd = _offset == _handle!.Length;
            if (isAtEnd && later.Count > 0 && later[0] == _file + 1 && OpenNext())
            {
                continue;
            }
            CutTail(later, isAtEnd);
            return new(_handle, new ReplayPosition(_file, _offset, _sequence), _link ?? 0, _epoch);
        }
    }

    /// <summary>The numbers of this log's files from the starting one on; what a superseded log or a cut-short trim left is deleted.</summary>
    private List<long> OwnFiles(ReplayPosition from)
    {
        var numbers = _files.Numbers();
        var foreign = numbers.FindAll(n =>
            n < from.LogFile || (_files.TryReadHeader(n, out var header) && header.LogId != _logId)
        );
        _files.Delete(foreign);
        numbers.RemoveAll(foreign.Contains);
        return numbers;
    }

    /// <summary>Opens the file where replay starts; false when the log is still to be begun.</summary>
    private bool OpenFirst(ReplayPosition from, List<long> numbers)
    {
        bool isStart = from.Offset <= LogFileHeader.Bytes;
        string path = _files.PathOf(from.LogFile);
        bool isThere = numbers.Count > 0 && numbers[0] == from.LogFile;
        LogFileHeader header = default;
        bool isWhole = isThere && _files.TryReadHeader(from.LogFile, out header);
        if (!isWhole)
        {
            // Only the creation of the very first file may have been cut short: then nothing follows it.
            if (!isStart)
            {
                throw LogErrors.Missing(path, from, isThere ? "a damaged file" : "no such file");
            }
            var start = new ReplayPosition(from.LogFile, 0, from.Sequence);
            var later = numbers.FindAll(n => n > from.LogFile);
            string? evidence = isThere || later.Count > 0 ? Evidence(start, later, isThere) : null;
            return evidence is null
                ? false
                : throw LogErrors.BelowDurable(path, 0, "a damaged header", evidence);
        }
        _handle = _files.Open(from.LogFile);
        if (_handle.Length < from.Offset)
        {
            string found = string.Create(CultureInfo.InvariantCulture, $"{_handle.Length} bytes");
            throw LogErrors.Missing(path, from, found);
        }
        _file = from.LogFile;
        _offset = Math.Max(from.Offset, LogFileHeader.Bytes);
        _sequence = from.Sequence;
        _link = isStart ? header.Link : null;
        _durable = new ReplayPosition(_file, _offset, _sequence);
        return true;
    }

    private string? Evidence(ReplayPosition position, List<long> later, bool isFileThere)
    {
        var evidence = new LogEvidence(_files, _logId);
        return isFileThere ? evidence.Find(position, later) : evidence.FindLater(position, later);
    }

    /// <summary>Goes on to the next file; false when its creation was cut short.</summary>
    private bool OpenNext()
    {
        long next = _file + 1;
        if (!_files.TryReadHeader(next, out var header))
        {
            return false;
        }
        if (header.Sequence != _sequence || (_link is { } link && header.Link != link))
        {
            throw LogErrors.BelowDurable(
                _handle!.Path,
                _offset,
                "the end of the file",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{LogFileHeader.NameOf(next)} follows record {header.Sequence}"
                )
            );
        }
        _handle!.Dispose();
        _handle = _files.Open(next);
        _file = next;
        _offset = LogFileHeader.Bytes;
        _link = header.Link;
        _durable = new ReplayPosition(_file, _offset, _sequence);
        return true;
    }

    /// <summary>Replays the records of the open file up to the first that is not whole.</summary>
    private void ReadFile()
    {
        byte[] bytes = new byte[LogRecordHeader.Bytes];
        long length = _handle!.Length;
        while (_offset + LogRecordHeader.Bytes <= length)
        {
            _handle.Read(bytes, _offset);
            if (
                !LogRecordHeader.TryRead(bytes, out var header)
                || !Follows(header)
                || header.RecordBytes > length - _offset
            )
            {
                return;
            }
            byte[] body = new byte[header.BodyBytes];
            _handle.Read(body, _offset + LogRecordHeader.Bytes);
            if (Crc32C.Compute(body) != header.BodyChecksum)
            {
                return;
            }
            Take(header, body);
            _link = LogRecordHeader.HashOf(bytes);
            _offset += header.RecordBytes;
        }
    }

    private bool Follows(in LogRecordHeader header) =>
        header.LogId == _logId
        && header.Epoch >= _epoch
        && header.Sequence == _sequence + (IsNote(header.Kind) ? 0 : 1)
        && (_link is not { } link || header.Link == link)
        && (header.Kind != LogRecordKind.Batch || header.BodyBytes == BatchBody.Bytes);

    private static bool IsNote(LogRecordKind kind) =>
        kind is LogRecordKind.Batch or LogRecordKind.IdsReserved;

    private void Take(in LogRecordHeader header, byte[] body)
    {
        _epoch = header.Epoch;
        if (header.Kind == LogRecordKind.Batch)
        {
            _durable = BatchBody.Read(body).Durable;
            return;
        }
        _sequence = header.Sequence;
        string source = string.Create(
            CultureInfo.InvariantCulture,
            $"{_handle!.Path} (record at byte {_offset})"
        );
        _replay(new LogRecord(header.Kind, header.Sequence, body, source));
    }

    private void CutTail(List<long> later, bool isAtEnd)
    {
        bool isTorn = !isAtEnd || later.Count > 0;
        if (isTorn)
        {
            var position = new ReplayPosition(_file, _offset, _sequence);
            if (Evidence(position, later, isFileThere: true) is { } evidence)
            {
                throw isAtEnd
                    ? LogErrors.BelowDurable(
                        _files.PathOf(_file + 1),
                        0,
                        later[0] == _file + 1 ? "a damaged header" : "no such file",
                        evidence
                    )
                    : LogErrors.BelowDurable(_handle!.Path, _offset, "other bytes", evidence);
            }
            _files.Delete(later);
            _handle!.SetLength(_offset);
        }
        RewriteUnproven();
    }

    /// <summary>
    /// Writes again what no batch proves durable. Bytes that a failed sync left may stand in the page cache as if they were on disk, and a sync of pages that
    /// are not dirty would prove nothing.
    /// </summary>
    private void RewriteUnproven()
    {
        long from = _durable.LogFile == _file ? _durable.Offset : LogFileHeader.Bytes;
        byte[] bytes = new byte[(int)Math.Clamp(_offset - from, 0, RewriteBytes)];
        for (long at = from; at < _offset; at += bytes.Length)
        {
            var part = bytes.AsSpan(0, (int)Math.Min(bytes.Length, _offset - at));
            _handle!.Read(part, at);
            _handle.Write(part, at);
        }
        _handle!.SyncData();
    }
}
