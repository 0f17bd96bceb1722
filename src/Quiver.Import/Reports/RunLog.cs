using System.Globalization;
using System.Text;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;
using Quiver.Foundation.Text;
using Quiver.Storage.Manifests;

namespace Quiver.Import.Reports;

/// <summary>
/// The run's log directory, made when an import begins: <c>import.log</c> holds what is printed, <c>debug.log</c> the store format, the options, the phases and an
/// error with its causes, <c>progress.json.log</c> a JSON object a second. Passes everything on.
/// </summary>
/// <remarks>Of each database the newest directories are kept. A log that cannot be written does not fail the import.</remarks>
internal sealed class RunLog(ImportOptions options, IImportProgress next)
    : IImportProgress,
        IDisposable
{
    /// <summary>Log directories of a database that are kept.</summary>
    public const int KeptRuns = 10;

    private const long SnapshotNanoseconds = 1_000_000_000;

    private readonly Lock _lock = new();
    private LogFile? _printed;
    private LogFile? _debug;
    private LogFile? _snapshots;
    private ImportProgress _last;
    private long _lastSnapshot;

    private long ResidentBytes => ProcessMemory.Read(options.FileSystem).ResidentBytes;

    public void Begin(ImportOverview overview)
    {
        if (options.LogDirectory is { } directory && !overview.IsDryRun)
        {
            Guard(() =>
            {
                Open(directory, ImportText.Describe(overview, options.Clock.UtcNow));
                Debug($"resources: {overview.Resources}");
                Debug($"estimate: {overview.Estimate}");
            });
        }
        next.Begin(overview);
    }

    /// <summary>Begins the log of a run that reads no files.</summary>
    /// <param name="title">What it does, as a sentence.</param>
    public void Begin(string title)
    {
        if (options.LogDirectory is { } directory)
        {
            Guard(() => Open(directory, [title]));
        }
        next.Note(title);
    }

    public void Report(ImportProgress progress)
    {
        if (_printed is not null)
        {
            Guard(() => Write(progress));
        }
        next.Report(progress);
    }

    public void Warn(string message)
    {
        Print($"WARNING: {message}");
        next.Warn(message);
    }

    public void Note(string message)
    {
        Print(message);
        next.Note(message);
    }

    public void Detail(string message)
    {
        Debug(message);
        next.Detail(message);
    }

    /// <summary>Ends the log of a run that succeeded.</summary>
    public void Finish(ImportResult result)
    {
        Finish(ImportText.Summarize(result));
        Debug(
            $"done: {result.StoreBytes} bytes of store from {result.InputBytes} bytes of input, peak memory {result.PeakMemoryBytes} bytes"
        );
    }

    /// <summary>Ends the log of a run that succeeded, with a summary.</summary>
    public void Finish(IEnumerable<string> summary)
    {
        EndPhase();
        foreach (string line in summary)
        {
            Print(line);
        }
    }

    /// <summary>Ends the log of a run that failed.</summary>
    public void Fail(Exception error, TimeSpan elapsed)
    {
        Print(ImportText.Fail(elapsed));
        Print(error.Message);
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            Debug($"{cause.GetType().FullName}: {cause.Message}");
            Debug(cause.StackTrace ?? "");
        }
    }

    public void Dispose()
    {
        _printed?.Dispose();
        _debug?.Dispose();
        _snapshots?.Dispose();
    }

    private void Open(string directory, IEnumerable<string> lines)
    {
        options.FileSystem.CreateDirectory(directory);
        _printed = new LogFile(options.FileSystem, Path.Join(directory, "import.log"));
        _debug = new LogFile(options.FileSystem, Path.Join(directory, "debug.log"));
        _snapshots = new LogFile(options.FileSystem, Path.Join(directory, "progress.json.log"));
        foreach (string page in ImportText.Pages(lines))
        {
            _printed.Add(page);
        }
        Debug($"store format: quiver, version {ManifestFile.FormatVersion}");
        Debug($"options: {options}");
        DeleteOldRuns(directory);
    }

    /// <summary>Names end with the time, so that their order is that of the runs.</summary>
    private void DeleteOldRuns(string directory)
    {
        string parent = Path.GetDirectoryName(Path.GetFullPath(directory)) ?? "/";
        string prefix = $"{options.DatabaseName}-admin-import-";
        string[] runs =
        [
            .. options
                .FileSystem.List(parent)
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)),
        ];
        foreach (string name in runs.SkipLast(KeptRuns))
        {
            options.FileSystem.DeleteDirectory(Path.Join(parent, name));
        }
    }

    private void Write(ImportProgress progress)
    {
        bool isNewPhase = progress.Phase != _last.Phase;
        if (isNewPhase)
        {
            EndPhase();
            if (ImportText.Begin(progress) is { } line)
            {
                Print(line);
            }
        }
        _last = progress;
        long now = options.Clock.MonotonicNanoseconds;
        if (isNewPhase || now - _lastSnapshot >= SnapshotNanoseconds)
        {
            _lastSnapshot = now;
            _snapshots?.Add(Snapshot(progress));
        }
    }

    /// <summary>A line of JSON: names of phases and numbers need no escapes.</summary>
    private string Snapshot(ImportProgress progress) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"time":"{{options.Clock.UtcNow:O}}","phase":"{{progress.Phase}}","rows":{{progress.Rows}},"bytes":{{progress.Bytes}},"totalBytes":{{progress.TotalBytes}},"elapsedMilliseconds":{{(long)progress.Elapsed.TotalMilliseconds}},"memoryBytes":{{ResidentBytes}}}"""
        );

    private void EndPhase()
    {
        if (ImportText.Begin(_last) is not null && _printed is not null)
        {
            Print(ImportText.End(_last));
            Debug(
                $"{_last.Phase}: {_last.Elapsed}, {_last.Rows} rows, {_last.Bytes} of {_last.TotalBytes} bytes, memory {ResidentBytes} bytes"
            );
        }
    }

    private void Print(string line) => Guard(() => _printed?.Add(line));

    private void Debug(string line)
    {
        string time = options.Clock.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        Guard(() => _debug?.Add($"{time} {line}"));
    }

    private void Guard(Action write)
    {
        lock (_lock)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Dispose();
                _printed = _debug = _snapshots = null;
                next.Warn($"The import goes on without its log: {e.Message}");
            }
        }
    }

    /// <summary>A file that lines are added to, each written at once, without the control characters that a terminal which shows it would obey.</summary>
    private sealed class LogFile(IFileSystem files, string path) : IDisposable
    {
        private readonly IFileHandle _handle = files.OpenOrCreate(path);
        private long _length;

        public void Add(string line)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(VisibleText.Of(line) + "\n");
            _handle.Write(bytes, _length);
            _length += bytes.Length;
        }

        public void Dispose() => _handle.Dispose();
    }
}
