using System.Globalization;
using System.Runtime.InteropServices;

namespace Quiver.Benchmarks.Reports;

/// <summary>What numbers must be labelled with: where, when and of what they were measured.</summary>
internal static class MachineDescription
{
    /// <summary>Writes the description.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="settings">What the benchmark was asked for.</param>
    public static void Write(TextWriter output, string settings)
    {
        string commit = Environment.GetEnvironmentVariable("BENCHMARK_COMMIT") ?? "unknown";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- Date: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; commit {commit}"
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- Machine: {Environment.ProcessorCount} cores of {Entry("/proc/cpuinfo", "model name")}, {MemoryGibibytes():0} GiB; {Entry("/etc/os-release", "PRETTY_NAME")}, Linux {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}"
            )
        );
        output.WriteLine($"- Settings: {settings}");
    }

    private static double MemoryGibibytes() =>
        double.Parse(Entry("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture)
        / (1024 * 1024);

    /// <summary>The value of the first line <c>name: value</c> or <c>name=value</c> of a file.</summary>
    private static string Entry(string path, string name) =>
        File.ReadLines(path)
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOfAny([':', '=']) + 1)..].Trim(' ', '\t', '"'))
            .FirstOrDefault("unknown");
}
