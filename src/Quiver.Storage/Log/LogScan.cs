using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>
/// Reads a log from where a manifest says, gives each whole record to a receiver, and tells the torn end of a write from damage. Changes nothing.
/// </summary>
/// <param name="files">The log's files.</param>
/// <param name="logId">The log that the manifest names.</param>
/// <param name="replay">Gets each whole record in order.</param>
internal sealed class LogScan(LogFiles files, Guid logId, Action<LogRecord> replay) : IDisposable
{
    private const int WindowBytes = 256 << 10;

    private readonly byte[] _bytes = new byte[WindowBytes];
    private (long Start, long End) _window;
    private IFileHandle? _handle;
    private long _file;
    private long _offset;
    private long _sequence;
    private ulong? _link;
    private long _epoch;
    private ReplayPosition _durable;

    /// <summary>Whether the log is still to be begun.</summary>
    public bool IsEmpty => _handle is null;

    /// <summary>Files that a superseded log or a cut-short trim left.</summary>
    public IReadOnlyList<long> Foreign { get; private set; } = [];

    /// <summary>Files behind the end that hold nothing: their creation was cut short.</summary>
    public IReadOnlyList<long> Superfluous { get; private set; } = [];

    /// <summary>Whether the last file goes on behind the last whole record.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>The position behind the last whole record.</summary>
    public ReplayPosition End => new(_file, _offset, _sequence);

    /// <summary>Up to where the log's own batches prove it durable, in the last file.</summary>
    public long DurableOffset => _durable.LogFile == _file ? _durable.Offset : LogFileHeader.Bytes;

    /// <summary>The hash of the last whole record.</summary>
    public ulong Link => _link ?? 0;

    /// <summary>Its epoch; 0 when there is none.</summary>
    public long Epoch => _epoch;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="CorruptionException">Part of the log that was durable is missing or damaged.</exception>
    public void Run(ReplayPosition from)
    {
        var numbers = OwnFiles(from);
        if (!OpenFirst(from, numbers))
        {
            Superfluous = numbers;
            (_file, _offset, _sequence) = (from.LogFile, LogFileHeader.Bytes, from.Sequence);
            return;
        }
        ReplayPosition? doubted = null;
        while (true)
        {
            ReadFile();
            var later = numbers.FindAll(n => n > _file);
            bool isAtEnd = _offset == _handle!.Length;
            if (isAtEnd && later.Count > 0 && later[0] == _file + 1 && OpenNext())
            {
                continue;
            }
            IsTorn = !isAtEnd || later.Count > 0;
            string? evidence = IsTorn ? Evidence(End, later, isFileThere: true) : null;
            if (evidence is null)
            {
                Superfluous = later;
                return;
            }
            if (doubted == End)
            {
                throw Damage(later, isAtEnd, evidence);
            }
            // A process that has the log open may have written the record, and what proves it, since this place was read: a second look tells.
            doubted = End;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();

    /// <summary>The numbers of this log's files from the starting one on.</summary>
    private List<long> OwnFiles(ReplayPosition from)
    {
        var numbers = files.Numbers();
        var foreign = numbers.FindAll(n =>
            n < from.LogFile || (files.TryReadHeader(n, out var header) && header.LogId != logId)
        );
        Foreign = foreign;
        numbers.RemoveAll(foreign.Contains);
        return numbers;
    }

    /// <summary>Opens the file where replay starts; false when the log is still to be begun.</summary>
    private bool OpenFirst(ReplayPosition from, List<long> numbers)
    {
        bool isStart = from.Offset <= LogFileHeader.Bytes;
        string path = files.PathOf(from.LogFile);
        bool isThere = numbers.Count > 0 && numbers[0] == from.LogFile;
        LogFileHeader header = default;
        bool isWhole = isThere && files.TryReadHeader(from.LogFile, out header);
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
        _handle = files.OpenRead(from.LogFile);
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
        var evidence = new LogEvidence(files, logId);
        return isFileThere ? evidence.Find(position, later) : evidence.FindLater(position, later);
    }

    /// <summary>Goes on to the next file; false when its creation was cut short.</summary>
    private bool OpenNext()
    {
        long next = _file + 1;
        if (!files.TryReadHeader(next, out var header))
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
        _handle = files.OpenRead(next);
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
        _window = default;
        while (_offset + LogRecordHeader.Bytes <= length)
        {
            if (TryReadRecord(bytes, length, out var header, out byte[] body))
            {
                Take(header, body);
                _link = LogRecordHeader.HashOf(bytes);
                _offset += header.RecordBytes;
            }
            else if (_window.Start < _offset)
            {
                // A process that has the log open may have written the record since the window was read.
                _window = default;
            }
            else
            {
                return;
            }
        }
    }

    private bool TryReadRecord(
        byte[] bytes,
        long length,
        out LogRecordHeader header,
        out byte[] body
    )
    {
        body = [];
        Read(bytes, _offset);
        if (
            !LogRecordHeader.TryRead(bytes, out header)
            || !Follows(header)
            || header.RecordBytes > length - _offset
        )
        {
            return false;
        }
        body = new byte[header.BodyBytes];
        Read(body, _offset + LogRecordHeader.Bytes);
        return Crc32C.Compute(body) == header.BodyChecksum;
    }

    /// <summary>Reads through a window, since most records are small.</summary>
    private void Read(Span<byte> destination, long offset)
    {
        if (destination.Length > WindowBytes)
        {
            _handle!.Read(destination, offset);
            return;
        }
        if (offset < _window.Start || offset + destination.Length > _window.End)
        {
            _window = (offset, offset + _handle!.Read(_bytes, offset));
        }
        int at = (int)(offset - _window.Start);
        int count = (int)Math.Min(destination.Length, _window.End - offset);
        _bytes.AsSpan(at, count).CopyTo(destination);
    }

    private bool Follows(in LogRecordHeader header) =>
        header.LogId == logId
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
        replay(new LogRecord(header.Kind, header.Sequence, body, source));
    }

    private CorruptionException Damage(List<long> later, bool isAtEnd, string evidence) =>
        isAtEnd
            ? LogErrors.BelowDurable(
                files.PathOf(_file + 1),
                0,
                later[0] == _file + 1 ? "a damaged header" : "no such file",
                evidence
            )
            : LogErrors.BelowDurable(_handle!.Path, _offset, "other bytes", evidence);
}
