using System.Globalization;

namespace Quiver.Benchmarks.Processes;

/// <summary>The program under test, as a user starts it, with a data home of its own.</summary>
internal sealed class QuiverProgram(string program, string work)
{
    public const string Database = "bench";

    private int _runs;

    /// <summary>Where its databases stand.</summary>
    public string Home { get; } = Path.Join(work, "home");

    /// <summary>Starts a command.</summary>
    public ChildProcess Start(params IEnumerable<string> arguments)
    {
        Directory.CreateDirectory(Path.Join(work, "logs"));
        Directory.CreateDirectory(Home);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["QUIVER_HOME"] = Home,
        };
        return ChildProcess.Start(program, arguments, variables, LogFile(++_runs));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public ProcessUsage Run(params IEnumerable<string> arguments)
    {
        var process = Start(arguments);
        var usage = process.Wait();
        return usage.ExitCode == 0
            ? usage
            : throw new BenchmarkException(
                $"'quiver {string.Join(' ', arguments)}' failed with {usage.ExitCode}:\n{File.ReadAllText(process.OutputFile)}"
            );
    }

    /// <summary>Runs a command to its end and gives what it printed.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public string Read(params IEnumerable<string> arguments)
    {
        Run(arguments);
        return File.ReadAllText(LogFile(_runs));
    }

    /// <summary>The bytes of the files of the database.</summary>
    public long StoreBytes() => DiskUse.Of(Path.Join(Home, "databases", Database));

    /// <summary>Whether the database exists.</summary>
    public bool HasDatabase => Directory.Exists(Path.Join(Home, "databases", Database));

    /// <summary>Removes all databases.</summary>
    public void Clear()
    {
        if (Directory.Exists(Home))
        {
            Directory.Delete(Home, recursive: true);
        }
    }

    private string LogFile(int run) =>
        Path.Join(work, "logs", string.Create(CultureInfo.InvariantCulture, $"{run:000}.txt"));
}
