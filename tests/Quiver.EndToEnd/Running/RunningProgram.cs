using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Quiver.EndToEnd.Running;

/// <summary>A program that runs beside the test; disposal ends it.</summary>
internal sealed partial class RunningProgram : IDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;
    private static readonly TimeSpan LongestRun = 2 * Eventually.Limit;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private bool _isOver;

    private RunningProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote to standard output up to now.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error up to now.</summary>
    public string Error => Text(_error);

    /// <summary>Starts a program.</summary>
    /// <param name="file">Its path, or its name on the PATH.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="environment">Variables that differ from the test's own.</param>
    /// <param name="input">What it reads from standard input.</param>
    public static RunningProgram Start(
        string file,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string input = ""
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        program._process.StandardInput.Write(input);
        program._process.StandardInput.Close();
        return program;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<CommandResult> WaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken
        );
        limit.CancelAfter(LongestRun);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(
                $"{_process.StartInfo.FileName} did not end.\nOutput: {Output}\nError: {Error}"
            );
        }
        return new CommandResult(_process.ExitCode, Output, Error);
    }

    /// <summary>Waits until a text stands in its output or error.</summary>
    public async Task WaitForTextAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (
            !Output.Contains(text, StringComparison.Ordinal)
            && !Error.Contains(text, StringComparison.Ordinal)
        )
        {
            // What it wrote at its end may arrive behind the news of its end.
            bool wasOver = _isOver;
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
                _isOver = true;
            }
            Assert.True(
                watch.Elapsed < LongestRun && !wasOver,
                $"'{text}' did not appear.\nOutput: {Output}\nError: {Error}"
            );
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Presses Ctrl-C.</summary>
    public void SendInterrupt() => Send(Interrupt);

    /// <summary>Asks it to end.</summary>
    public void SendTerminate() => Send(Terminate);

    /// <summary>Ends it without asking, as a power cut would.</summary>
    public void SendKill() => Send(Kill);

    /// <summary>Ends it as <see cref="SendKill"/> does, unless it has ended by itself.</summary>
    public void SendKillIfRunning()
    {
        if (!_process.HasExited)
        {
            // It may end by itself just now.
            _ = SendSignal(_process.Id, Kill);
        }
    }

    /// <summary>Makes it stand still; false when it has ended instead.</summary>
    public async Task<bool> TryStopAsync()
    {
        if (SendSignal(_process.Id, Stop) != 0)
        {
            return false;
        }
        await Eventually.HoldsAsync(() => _process.HasExited || IsStopped());
        return !_process.HasExited;
    }

    /// <summary>Lets it go on after <see cref="TryStopAsync"/>.</summary>
    public void SendContinue() => Send(Continue);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // It may end by itself just now.
            _ = SendSignal(_process.Id, Continue);
            _ = SendSignal(_process.Id, Terminate);
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }
        }
        _process.Dispose();
    }

    private bool IsStopped()
    {
        try
        {
            string state = File.ReadAllText($"/proc/{_process.Id}/stat");
            return state[(state.LastIndexOf(')') + 2)..].StartsWith('T');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Send(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int process, int signal);
}
