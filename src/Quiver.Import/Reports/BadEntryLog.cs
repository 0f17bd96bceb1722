using System.Diagnostics.CodeAnalysis;
using Quiver.Foundation.Text;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Reports;

/// <summary>
/// Counts and writes down what is left out, in the order of the input whatever the threads, and fails the import when it becomes more than
/// is tolerated. Thread safe.
/// </summary>
/// <remarks>
/// The report file holds one JSON object a line: <c>{"problem", "message", "source", "line", "column", "row"}</c> and what <see cref="BadEntryBuffer"/> adds for
/// its kind. Threads hand over whole buffers; whichever brings the next one in order writes it, and those that wait behind it, outside the lock.
/// </remarks>
internal sealed class BadEntryLog : IDisposable
{
    /// <summary>Bytes of buffers that may wait for earlier ones, or for the disk, before threads have to.</summary>
    private const long MaxWaitingBytes = 32 << 20;

    /// <summary>Larger buffers are let go after use.</summary>
    private const int MaxKeptBytes = 16 << 20;

    private readonly object _lock = new();
    private readonly Dictionary<long, BadEntryBuffer> _waiting = [];
    private readonly Stack<BadEntryBuffer> _free = [];
    private readonly Dictionary<string, FileTally> _tallies = new(StringComparer.Ordinal);
    private readonly List<FileTally> _files = [];
    private readonly ImportOptions _options;
    private readonly BadEntryReport _report;
    private readonly JsonText _text = new();
    private FaultLog _faults = new();
    private long _total;
    private long _waitingBytes;
    private long _next;
    private bool _isWriting;
    private bool _isBroken;

    /// <summary>Begins the run's report.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="state">From where a resumed run goes on; null for a new one.</param>
    /// <exception cref="ImportException">The report file cannot be written.</exception>
    public BadEntryLog(ImportOptions options, BadEntryState? state = null)
    {
        _options = options;
        _report = BadEntryReport.Open(
            options.FileSystem,
            options.ReportFile,
            state?.ReportBytes ?? 0
        );
        foreach (var counts in state?.Files ?? [])
        {
            var tally = TallyOf(counts.Path);
            tally.Rows = counts.Rows;
            counts.Counts.ToArray().CopyTo(tally.Counts);
        }
        _total = Skipped.Total;
    }

    /// <summary>What was left out so far.</summary>
    public ImportSkipped Skipped => _files.Aggregate(default(ImportSkipped), Add);

    /// <summary>Rows and entries of each file, in the order of reading.</summary>
    public IReadOnlyList<FileTally> Files => _files;

    /// <summary>What was left out of each file that lacks anything, most first.</summary>
    public IReadOnlyList<FileSkipped> SkippedByFile
    {
        get
        {
            var files = new List<FileSkipped>();
            foreach (var tally in _files)
            {
                if (tally.Skipped.Total > 0)
                {
                    files.Add(new FileSkipped(tally.Path, tally.Rows, tally.Skipped));
                }
            }
            return [.. files.OrderByDescending(file => file.Skipped.Total)];
        }
    }

    /// <summary>The report file, or null while nothing is listed.</summary>
    public string? ReportFile =>
        _total == 0 || _options.SkipBadEntriesLogging ? null : _options.ReportFile;

    /// <summary>How far it is, to be asked between phases. What was written may still be on its way: see <see cref="WaitUntilWritten"/>.</summary>
    public BadEntryState State
    {
        get
        {
            _report.Flush();
            return new BadEntryState(
                _report.Length,
                [
                    .. _files.Select(tally => new BadEntryState.FileCounts(
                        tally.Path,
                        tally.Rows,
                        tally.Counts.ToArray()
                    )),
                ]
            );
        }
    }

    /// <summary>Begins a phase, whose pieces of work count from 0 again. Too many bad entries become a fault of the piece that has the first too much.</summary>
    public void BeginPhase(FaultLog faults)
    {
        _faults = faults;
        _next = 0;
    }

    /// <summary>What a thread writes with.</summary>
    public BadEntryWriter NewWriter() =>
        new(isListing: !_options.SkipBadEntriesLogging || _options.BadTolerance >= 0);

    /// <summary>
    /// Takes what a piece of work leaves out, and gives the writer an empty buffer for the next; each piece must do so once, also when that is nothing. May wait while much
    /// waits for earlier pieces.
    /// </summary>
    /// <exception cref="ImportException">The report cannot be written.</exception>
    public void Complete(long sequence, BadEntryWriter writer)
    {
        bool isWriting;
        lock (_lock)
        {
            _waiting.Add(sequence, writer.Buffer);
            _waitingBytes += writer.Buffer.Capacity;
            WaitForRoom();
            isWriting = !_isWriting;
            _isWriting = true;
        }
        if (isWriting)
        {
            WriteWaiting();
        }
        lock (_lock)
        {
            writer.Buffer = _free.TryPop(out var free) ? free : new BadEntryBuffer();
        }
    }

    /// <summary>Says that a piece of work failed and will never be completed: nobody shall wait for it.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _isBroken = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until what a <see cref="State"/> counts is in the report. Any thread may call it, beside those that write further entries.</summary>
    /// <param name="isSynced">Whether it is to outlive a power cut as well.</param>
    /// <exception cref="ImportException">The report cannot be written.</exception>
    public void WaitUntilWritten(bool isSynced) => _report.Wait(isSynced);

    /// <summary>Writes what is collected. Without it an import has not succeeded.</summary>
    /// <exception cref="ImportException">The report cannot be written.</exception>
    public void Finish()
    {
        _report.Flush();
        _report.Wait(isSynced: false);
    }

    public void Dispose()
    {
        try
        {
            Finish();
        }
        catch (ImportException)
        {
            // The import has failed before: that it cannot be reported in full must not hide why.
        }
        _report.Dispose();
    }

    /// <summary>The thread that holds the next piece never waits: either somebody writes, and will write it, or it writes itself.</summary>
    private void WaitForRoom()
    {
        while (
            _waitingBytes > MaxWaitingBytes
            && !_isBroken
            && (_isWriting || !_waiting.ContainsKey(_next))
        )
        {
            Monitor.Wait(_lock);
        }
    }

    private void WriteWaiting()
    {
        try
        {
            while (TryTakeNext(out var entries, out long sequence))
            {
                Write(entries, sequence);
                Release(entries);
            }
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>The next buffer in order; false, and the writing is over, when it is not there yet.</summary>
    private bool TryTakeNext([NotNullWhen(true)] out BadEntryBuffer? entries, out long sequence)
    {
        lock (_lock)
        {
            sequence = _next;
            _isWriting = _waiting.Remove(_next, out entries) && !_isBroken;
            if (!_isWriting || entries is null)
            {
                Monitor.PulseAll(_lock);
                return false;
            }
            _next++;
            return true;
        }
    }

    private void Release(BadEntryBuffer entries)
    {
        lock (_lock)
        {
            _waitingBytes -= entries.Capacity;
            if (entries.Capacity <= MaxKeptBytes)
            {
                entries.Clear();
                _free.Push(entries);
            }
            Monitor.PulseAll(_lock);
        }
    }

    private void Write(BadEntryBuffer entries, long sequence)
    {
        foreach (var tally in entries.Tallies)
        {
            TallyOf(tally.Path).Add(tally);
        }
        long room = _options.BadTolerance < 0 ? long.MaxValue : _options.BadTolerance - _total;
        bool isTooMany = entries.Count > room;
        if (!_options.SkipBadEntriesLogging)
        {
            WriteLines(entries.Lines, isTooMany ? (int)room + 1 : entries.Lines.Count);
        }
        _total += entries.Count;
        if (isTooMany)
        {
            _faults.Record(
                sequence,
                ImportErrors.TooManyBadEntries(_options, entries.Entry((int)room))
            );
            Abandon();
        }
    }

    private void WriteLines(ReportLines lines, int count)
    {
        for (int line = 0; line < count; )
        {
            line = lines.Write(line, count, _report.MakeRoom(), out int bytes);
            _report.Advance(bytes);
            if (line < count)
            {
                // What lies across the end of the report's buffer.
                lines.AppendTo(_text, line++);
                _report.Write(_text.Bytes);
                _text.Clear();
            }
        }
    }

    private FileTally TallyOf(string path)
    {
        if (!_tallies.TryGetValue(path, out var tally))
        {
            tally = new FileTally(path);
            _tallies.Add(path, tally);
            _files.Add(tally);
        }
        return tally;
    }

    private static ImportSkipped Add(ImportSkipped sum, FileTally tally)
    {
        var skipped = tally.Skipped;
        return new ImportSkipped(
            sum.BadRelationships + skipped.BadRelationships,
            sum.DuplicateNodes + skipped.DuplicateNodes,
            sum.ExtraColumns + skipped.ExtraColumns,
            sum.MalformedRows + skipped.MalformedRows,
            sum.ConstraintViolations + skipped.ConstraintViolations
        );
    }
}
