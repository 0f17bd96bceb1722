using System.Diagnostics;
using System.Globalization;

namespace Quiver.Benchmarks.Processes;

/// <summary>How many cores other processes kept busy while something was measured.</summary>
internal readonly struct MachineLoad
{
    private const double TicksPerSecond = 100;

    private readonly long _started;
    private readonly double _busySeconds;

    private MachineLoad(long started, double busySeconds)
    {
        _started = started;
        _busySeconds = busySeconds;
    }

    /// <summary>Begins to look.</summary>
    public static MachineLoad Begin() => new(Stopwatch.GetTimestamp(), BusySeconds());

    /// <summary>The mean number of cores that were busy with something else than the given processor time.</summary>
    public double OtherCores(TimeSpan own) =>
        Math.Max(
            0,
            (BusySeconds() - _busySeconds - own.TotalSeconds)
                / Stopwatch.GetElapsedTime(_started).TotalSeconds
        );

    /// <summary>User and system time of a running process.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");

        // The name may hold blanks; it ends with the last parenthesis. User and system time are the 12th and 13th fields after it.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
    }

    private static double BusySeconds()
    {
        // "cpu  user nice system idle iowait irq softirq steal …", in ticks.
        string[] fields = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (
                Number(fields[1])
                + Number(fields[2])
                + Number(fields[3])
                + Number(fields[6])
                + Number(fields[7])
            ) / TicksPerSecond;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
