using System.Diagnostics;
using Quiver.Foundation.Text;
using Quiver.Import;

namespace Quiver.Cli.Progress;

/// <summary>
/// Tells how an import goes on: what it does on the output, warnings on the error stream. Where that is a terminal its last line changes in place;
/// otherwise the output gets a line now and then.
/// </summary>
internal sealed class ProgressDisplay(
    TextWriter output,
    TextWriter error,
    bool terminal,
    bool verbose
) : IImportProgress, IDisposable
{
    /// <summary>Between two lines of a phase where nothing changes in place.</summary>
    private static readonly TimeSpan PlainStep = TimeSpan.FromSeconds(10);

    private const string ClearLine = "\r\u001b[K";
    private const int BarWidth = 20;

    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private ImportPhase? _phase;
    private ImportProgress _last;
    private TimeSpan _nextStep;
    private bool _lineOpen;

    /// <inheritdoc/>
    public void Begin(ImportOverview overview)
    {
        lock (_gate)
        {
            output.WriteLine($"quiver {ProductVersion.Text}");
            foreach (
                string page in ImportText.Pages(ImportText.Describe(overview, DateTimeOffset.Now))
            )
            {
                output.WriteLine(VisibleText.Of(page));
            }
            output.Flush();
        }
    }

    /// <inheritdoc/>
    public void Report(ImportProgress progress)
    {
        lock (_gate)
        {
            if (_phase != progress.Phase)
            {
                EndPhase();
                BeginPhase(progress);
            }
            _last = progress;
            if (_phase is not null)
            {
                Draw(progress);
            }
        }
    }

    /// <inheritdoc/>
    public void Warn(string message) => WriteLine(error, $"WARNING: {message}");

    /// <inheritdoc/>
    public void Note(string message) => WriteLine(output, message);

    /// <inheritdoc/>
    public void Detail(string message)
    {
        if (verbose)
        {
            WriteLine(output, message);
        }
    }

    /// <summary>Ends the display after success.</summary>
    public void Finish(ImportResult result) => Finish(ImportText.Summarize(result));

    /// <summary>Ends the display after success, with a summary.</summary>
    public void Finish(IEnumerable<string> summary)
    {
        lock (_gate)
        {
            EndPhase();
            foreach (string line in summary)
            {
                output.WriteLine(VisibleText.Of(line));
            }
        }
    }

    /// <summary>Ends the display of a dry run.</summary>
    public void FinishDryRun() =>
        WriteLine(
            output,
            "Nothing stands against this import. It was a dry run: nothing was written."
        );

    /// <summary>Ends the display after a failure.</summary>
    public void Fail() => WriteLine(output, ImportText.Fail(Stopwatch.GetElapsedTime(_start)));

    /// <summary>Ends the display after it was stopped.</summary>
    public void Stop() =>
        WriteLine(
            output,
            $"IMPORT STOPPED after {ImportText.Duration(Stopwatch.GetElapsedTime(_start))}. "
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            EraseLine();
            output.Flush();
            error.Flush();
        }
    }

    private void WriteLine(TextWriter writer, string message)
    {
        lock (_gate)
        {
            EraseLine();
            writer.WriteLine(VisibleText.Of(message));
            writer.Flush();
        }
    }

    private void EraseLine()
    {
        if (_lineOpen)
        {
            error.Write(ClearLine);
            error.Flush();
            _lineOpen = false;
        }
    }

    private void BeginPhase(ImportProgress first)
    {
        if (ImportText.Begin(first) is not { } line)
        {
            return;
        }
        _phase = first.Phase;
        _nextStep = PlainStep;
        output.WriteLine(line);
        output.Flush();
    }

    private void EndPhase()
    {
        if (_phase is null)
        {
            return;
        }
        EraseLine();
        output.WriteLine(ImportText.End(_last));
        output.Flush();
        _phase = null;
    }

    private void Draw(ImportProgress progress)
    {
        if (terminal)
        {
            int filled = (int)(progress.Fraction * BarWidth);
            string bar = new string('█', filled) + new string('░', BarWidth - filled);
            error.Write(
                $"{ClearLine}{bar} {ImportText.Step(progress, System.Environment.WorkingSet)}"
            );
            error.Flush();
            _lineOpen = true;
        }
        else if (progress.Elapsed >= _nextStep)
        {
            _nextStep = progress.Elapsed + PlainStep;
            output.WriteLine($"  {ImportText.Step(progress, System.Environment.WorkingSet)}");
            output.Flush();
        }
    }
}
