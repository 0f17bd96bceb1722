using System.Globalization;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Generation;

/// <summary>Generates files in a process of its own: a child's peak memory is never below its parent's, which is to stay small.</summary>
internal static class GeneratorProcess
{
    /// <summary>Generates.</summary>
    /// <param name="options">Where, and from which seed.</param>
    /// <param name="what">What, as further options.</param>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public static void Run(BenchmarkOptions options, params IEnumerable<string> what)
    {
        string log = Path.Join(options.Work, "generate.txt");
        string[] settings =
        [
            "generate",
            "--work",
            options.Work,
            "--seed",
            options.Seed.ToString(CultureInfo.InvariantCulture),
            "--shrink",
            options.Shrink.ToString(CultureInfo.InvariantCulture),
            .. what,
        ];
        var generator = ChildProcess.Start(
            Environment.ProcessPath!,
            settings,
            new Dictionary<string, string>(StringComparer.Ordinal),
            log
        );
        if (generator.Wait().ExitCode != 0)
        {
            throw new BenchmarkException($"The generator failed:\n{File.ReadAllText(log)}");
        }
    }
}
