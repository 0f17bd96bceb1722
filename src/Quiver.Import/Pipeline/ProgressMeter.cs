using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>Adds up what the workers have done and passes it on now and then. Thread safe.</summary>
internal sealed class ProgressMeter(IClock clock, IImportProgress progress)
{
    private const long IntervalNanoseconds = 100_000_000;

    private readonly Lock _lock = new();
    private ImportPhase _phase;
    private long _totalBytes;
    private long _rows;
    private long _bytes;
    private long _phaseStart;
    private long _lastReport;

    /// <summary>Whether it is an incremental import that is measured.</summary>
    public bool IsIncremental { get; init; }

    /// <summary>Where warnings and details go.</summary>
    public IImportProgress Progress => progress;

    /// <summary>Begins a phase.</summary>
    public void Begin(ImportPhase phase, long totalBytes)
    {
        lock (_lock)
        {
            _phase = phase;
            _totalBytes = totalBytes;
            _rows = 0;
            _bytes = 0;
            _phaseStart = clock.MonotonicNanoseconds;
            Report();
        }
    }

    /// <summary>Ends a phase.</summary>
    public void End()
    {
        lock (_lock)
        {
            _bytes = _totalBytes;
            Report();
        }
    }

    /// <summary>Something was done.</summary>
    public void Add(long rows, long bytes)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
        if (clock.MonotonicNanoseconds - Interlocked.Read(ref _lastReport) < IntervalNanoseconds)
        {
            return;
        }
        lock (_lock)
        {
            if (clock.MonotonicNanoseconds - _lastReport >= IntervalNanoseconds)
            {
                Report();
            }
        }
    }

    private void Report()
    {
        _lastReport = clock.MonotonicNanoseconds;
        progress.Report(
            new ImportProgress(
                _phase,
                Interlocked.Read(ref _rows),
                Interlocked.Read(ref _bytes),
                _totalBytes,
                TimeSpan.FromMicroseconds((_lastReport - _phaseStart) / 1000)
            )
            {
                IsIncremental = IsIncremental,
            }
        );
    }
}
