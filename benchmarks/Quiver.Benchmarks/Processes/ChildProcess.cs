using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace Quiver.Benchmarks.Processes;

/// <summary>A process that this one started, with what it used when it has ended. Its output goes to a file.</summary>
/// <remarks>
/// <see cref="Process"/> cannot tell a child's peak memory, so the C library's calls stand here. The kernel counts a child's peak from the fork on:
/// it is never below what this program itself has reached.
/// </remarks>
internal sealed class ChildProcess
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private const int ReturnAtOnce = 1;
    private const int LongsOfUsage = 18;
    private const int BytesOfActions = 256;
    private const int WriteCreateTruncate = 0x1 | 0x40 | 0x200;
    private const int ReadWriteByOwner = 0x180;

    private readonly long _started = Stopwatch.GetTimestamp();
    private ProcessUsage? _usage;

    private ChildProcess(int id, string outputFile)
    {
        Id = id;
        OutputFile = outputFile;
    }

    public int Id { get; }

    /// <summary>Where its output and error output stand.</summary>
    public string OutputFile { get; }

    /// <summary>The time since it was started.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments, without the program's own name.</param>
    /// <param name="variables">Environment variables besides those of this process.</param>
    /// <param name="outputFile">Where its output goes.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> variables,
        string outputFile
    )
    {
        byte[] actions = new byte[BytesOfActions];
        Check(PosixCalls.InitializeActions(actions), "posix_spawn_file_actions_init");
        Check(
            PosixCalls.AddOpen(actions, 1, outputFile, WriteCreateTruncate, ReadWriteByOwner),
            "posix_spawn_file_actions_addopen"
        );
        Check(PosixCalls.AddDuplicate(actions, 1, 2), "posix_spawn_file_actions_adddup2");
        int error = PosixCalls.Spawn(
            out int id,
            program,
            actions,
            0,
            [program, .. arguments, null],
            [.. Environment(variables), null]
        );
        Check(error, program);
        Check(PosixCalls.DestroyActions(actions), "posix_spawn_file_actions_destroy");
        return new ChildProcess(id, outputFile);
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _usage is not null || TryWait(ReturnAtOnce);

    /// <summary>Waits until it has ended.</summary>
    public ProcessUsage Wait()
    {
        if (_usage is null && !TryWait(0))
        {
            throw new InvalidOperationException($"The process {Id} cannot be waited for.");
        }
        return _usage!.Value;
    }

    /// <summary>Asks it to end and waits for that.</summary>
    public ProcessUsage Stop()
    {
        if (_usage is null)
        {
            _ = PosixCalls.Signal(Id, Terminate);
        }
        return Wait();
    }

    /// <summary>Ends it without asking, if it still runs.</summary>
    public void Abandon()
    {
        if (_usage is null)
        {
            _ = PosixCalls.Signal(Id, Kill);
            Wait();
        }
    }

    private bool TryWait(int options)
    {
        long[] usage = new long[LongsOfUsage];
        if (PosixCalls.Wait(Id, out int status, options, usage) != Id)
        {
            return false;
        }
        var processor = Time(usage[0], usage[1]) + Time(usage[2], usage[3]);
        int exitCode = (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F);
        _usage = new ProcessUsage(exitCode, Elapsed, processor, usage[4] * 1024);
        return true;
    }

    private static TimeSpan Time(long seconds, long microseconds) =>
        TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(microseconds);

    private static IEnumerable<string> Environment(IReadOnlyDictionary<string, string> variables)
    {
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            if (!variables.ContainsKey((string)entry.Key))
            {
                yield return $"{entry.Key}={entry.Value}";
            }
        }
        foreach (var (name, value) in variables)
        {
            yield return $"{name}={value}";
        }
    }

    private static void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{what}: system error {error}.")
            );
        }
    }
}
