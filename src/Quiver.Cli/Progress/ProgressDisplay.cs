using Quiver.Import;

namespace Quiver.Cli.Progress;

/// <summary>Shows an import's progress: a line that changes in place on a terminal, plain lines otherwise.</summary>
internal sealed class ProgressDisplay(TextWriter output, bool terminal, bool verbose)
    : IImportProgress,
        IDisposable
{
    private const int BarWidth = 24;
    private const int PlainStepPercent = 25;
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _gate = new();
    private ImportPhase? _phase;
    private ImportProgress _last;
    private int _plainPercent;
    private bool _lineOpen;

    /// <inheritdoc/>
    public void Report(ImportProgress progress)
    {
        lock (_gate)
        {
            if (_phase != progress.Phase)
            {
                EndPhase();
                _phase = progress.Phase;
                _plainPercent = 0;
                if (!terminal)
                {
                    output.WriteLine($"{Name(progress.Phase)} …");
                }
            }
            _last = progress;
            Draw(progress);
        }
    }

    /// <inheritdoc/>
    public void Warn(string message) => WriteLine($"WARNING: {message}");

    /// <inheritdoc/>
    public void Note(string message) => WriteLine(message);

    /// <inheritdoc/>
    public void Detail(string message)
    {
        if (verbose)
        {
            WriteLine(message);
        }
    }

    /// <summary>Ends the display after success.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            EndPhase();
        }
    }

    /// <summary>Ends the display after a failure.</summary>
    public void Fail()
    {
        lock (_gate)
        {
            EraseLine();
            output.WriteLine(
                "IMPORT FAILED. Nothing was published; what was there before is as it was."
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => output.Flush();

    private void WriteLine(string message)
    {
        lock (_gate)
        {
            EraseLine();
            output.WriteLine(message);
        }
    }

    private void EraseLine()
    {
        if (_lineOpen)
        {
            output.Write(ClearLine);
            _lineOpen = false;
        }
    }

    private void EndPhase()
    {
        if (_phase is not { } phase)
        {
            return;
        }
        EraseLine();
        string rows = _last.Rows > 0 ? $", {Count(_last.Rows)} rows" : "";
        string rate = _last.Rows > 0 ? $", {Count((long)_last.RowsPerSecond)} rows/s" : "";
        output.WriteLine($"{Name(phase)} done in {_last.Elapsed.TotalSeconds:0.00} s{rows}{rate}");
        _phase = null;
    }

    private void Draw(ImportProgress progress)
    {
        int percent = (int)(progress.Fraction * 100);
        if (terminal)
        {
            int filled = (int)(progress.Fraction * BarWidth);
            string bar = new string('█', filled) + new string('░', BarWidth - filled);
            string remaining = progress.Remaining is { } rest ? $"  {Rest(rest)} left" : "";
            output.Write(
                $"{ClearLine}{Name(progress.Phase), -16} {bar} {percent, 3} %  {Count(progress.Rows)} rows  {progress.BytesPerSecond / 1e6:0} MB/s{remaining}"
            );
            _lineOpen = true;
        }
        else if (percent >= _plainPercent + PlainStepPercent && percent < 100)
        {
            _plainPercent = percent;
            output.WriteLine($"  {percent} %  {Count(progress.Rows)} rows");
        }
    }

    private static string Rest(TimeSpan rest) =>
        rest.TotalHours >= 1 ? $"{(int)rest.TotalHours} h {rest.Minutes} min"
        : rest.TotalMinutes >= 1 ? $"{rest.Minutes} min {rest.Seconds} s"
        : $"{Math.Max(0, rest.TotalSeconds):0} s";

    private static string Count(long count) =>
        count >= 10_000_000 ? FormattableString.Invariant($"{count / 1e6:0.0}M")
        : count >= 10_000 ? FormattableString.Invariant($"{count / 1e3:0}k")
        : FormattableString.Invariant($"{count}");

    private static string Name(ImportPhase phase) =>
        phase switch
        {
            ImportPhase.Plan => "(1/5) Plan",
            ImportPhase.Nodes => "(2/5) Nodes",
            ImportPhase.Relationships => "(3/5) Relationships",
            ImportPhase.Linking => "(4/5) Linking",
            _ => "(5/5) Publish",
        };
}
