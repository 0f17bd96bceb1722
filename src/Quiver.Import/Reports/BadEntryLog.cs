using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quiver.Foundation.IO;

namespace Quiver.Import.Reports;

/// <summary>
/// Counts and writes down what is left out, in the order of the input whatever the threads, and fails the import when it becomes more than
/// is tolerated. Thread safe.
/// </summary>
/// <remarks>
/// The report file holds one JSON object a line: <c>{"problem", "message", "source", "line", "column", "row"}</c>.
/// </remarks>
internal sealed class BadEntryLog(IFileSystem files, string path, long tolerance) : IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _lock = new();
    private readonly Dictionary<long, IReadOnlyList<BadEntry>> _waiting = [];
    private readonly long[] _counts = new long[4];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private IFileHandle? _file;
    private long _fileLength;
    private long _next;

    /// <summary>What was left out so far.</summary>
    public ImportSkipped Skipped =>
        new(
            _counts[(int)BadEntryKind.BadRelationship],
            _counts[(int)BadEntryKind.DuplicateNode],
            _counts[(int)BadEntryKind.ExtraColumn],
            _counts[(int)BadEntryKind.MalformedRow]
        );

    /// <summary>The report file, or null while there is nothing to report.</summary>
    public string? ReportFile => Skipped.Total == 0 ? null : path;

    /// <summary>Begins a phase, whose pieces of work count from 0 again.</summary>
    public void BeginPhase() => _next = 0;

    /// <summary>Says what a piece of work leaves out; each must do so once, also when that is nothing.</summary>
    /// <exception cref="ImportException">There are too many.</exception>
    public void Complete(long sequence, IReadOnlyList<BadEntry> entries)
    {
        lock (_lock)
        {
            _waiting.Add(sequence, entries);
            while (_waiting.Remove(_next, out var next))
            {
                _next++;
                foreach (var entry in next)
                {
                    Add(entry);
                }
            }
        }
    }

    public void Dispose()
    {
        if (_file is not null)
        {
            Flush();
            _file.Dispose();
            _file = null;
        }
    }

    private void Add(BadEntry entry)
    {
        Write(entry);
        _counts[(int)entry.Kind]++;
        long total = Skipped.Total;
        if (tolerance >= 0 && total > tolerance)
        {
            throw new ImportException(
                ImportErrorKind.Data,
                $"Too many bad entries: {total}, where {tolerance} are tolerated (--bad-tolerance). The last one was: {entry.Position}: {entry.Reason}. All are listed in {path}."
            );
        }
    }

    private void Write(BadEntry entry)
    {
        if (_file is null)
        {
            _file = files.OpenOrCreate(path);
            _file.SetLength(0);
        }
        using (var json = new Utf8JsonWriter(_buffer, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("problem", entry.Kind.ToString());
            json.WriteString("message", entry.Reason);
            json.WriteString("source", entry.Position.Path);
            json.WriteNumber("line", entry.Position.Line);
            json.WriteNumber("column", entry.Position.Column);
            json.WriteString("row", entry.Row);
            json.WriteEndObject();
        }
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _file!.Write(_buffer.WrittenSpan, _fileLength);
        _fileLength += _buffer.WrittenCount;
        _buffer.ResetWrittenCount();
    }
}
