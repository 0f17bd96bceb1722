using Quiver.Cli.Progress;
using Quiver.Import;

namespace Quiver.Cli.Tests.Progress;

public sealed class ProgressDisplayTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Without_a_terminal_a_phase_is_two_lines_and_one_every_ten_seconds_between()
    {
        using (var display = new ProgressDisplay(_output, _error, terminal: false, verbose: false))
        {
            display.Report(At(ImportPhase.Plan, 0, 0));
            for (int second = 0; second <= 25; second++)
            {
                display.Report(At(ImportPhase.Nodes, second, second * 4_000_000L));
            }
            display.Report(At(ImportPhase.Relationships, 0, 0));
        }
        string[] lines = _output.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(5, lines.Length);
        Assert.Equal("(1/4) Node import", lines[0]);
        Assert.Matches(
            @"^   40%  100\.0k rows at 10\.0k/s, 38\.15MiB at 3\.81MiB/s, 15s left, memory [\d.]+[MG]iB$",
            lines[1]
        );
        Assert.StartsWith("   80%  200.0k rows", lines[2], StringComparison.Ordinal);
        Assert.Equal("(1/4) Node import COMPLETED in 25s (250.0k rows, 10.0k rows/s)", lines[3]);
        Assert.Equal("(2/4) Relationship import", lines[4]);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void On_a_terminal_the_last_line_changes_in_place_and_makes_room_for_others()
    {
        using (var display = new ProgressDisplay(_output, _error, terminal: true, verbose: false))
        {
            display.Report(At(ImportPhase.Nodes, 1, 10_000_000));
            display.Warn("look");
        }
        Assert.Contains("\r\u001b[K██░░", _error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            $"\r\u001b[KWARNING: look{Environment.NewLine}",
            _error.ToString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\u001b', _output.ToString());
    }

    [Fact]
    public void What_files_hold_gives_a_terminal_no_orders()
    {
        using (var display = new ProgressDisplay(_output, _error, terminal: false, verbose: false))
        {
            display.Warn("of \u001b[2Jé\t\u009b\r\na row");
            display.Finish(["\u0000\u007f"]);
        }
        Assert.Equal(
            $"WARNING: of \\u001B[2Jé\t\\u009B\\u000D\na row{Environment.NewLine}",
            _error.ToString()
        );
        Assert.Equal($"\\u0000\\u007F{Environment.NewLine}", _output.ToString());
    }

    [Fact]
    public void A_failure_and_a_stop_are_told_apart()
    {
        using var display = new ProgressDisplay(_output, _error, terminal: false, verbose: false);
        display.Fail();
        display.Stop();
        Assert.Matches(
            @"^IMPORT FAILED in \d+ms\. \r?\nIMPORT STOPPED after \d+ms\. ",
            _output.ToString()
        );
    }

    private static ImportProgress At(ImportPhase phase, int seconds, long bytes) =>
        new(phase, seconds * 10_000L, bytes, 100_000_000, TimeSpan.FromSeconds(seconds));
}
