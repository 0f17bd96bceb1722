using System.Globalization;
using System.Text.Json;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Peers;

/// <summary>Several ways to load something, measured in turn; the first is held against the others.</summary>
/// <param name="name">What is loaded.</param>
/// <param name="inputBytes">The bytes of the first one's input files.</param>
/// <param name="contenders">The ways.</param>
/// <param name="counts">How many nodes and relationships all must hold; null when they load different things.</param>
internal sealed class ImportCase(
    string name,
    long inputBytes,
    IReadOnlyList<IContender> contenders,
    (long Nodes, long Relationships)? counts
)
{
    private const double Mega = 1e6;

    private readonly List<ImportRun>[] _runs = [.. contenders.Select(_ => new List<ImportRun>())];

    /// <summary>Ways that this machine lacks; reports name them.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Loads with each in turn, as often as asked, writes a line of JSON for each load, and checks what they hold at the end.</summary>
    /// <exception cref="BenchmarkException">One failed, or holds something else.</exception>
    public MarkdownTable Run(int repetitions, ICollection<string> lines)
    {
        for (int run = 1; run <= repetitions; run++)
        {
            for (int at = 0; at < contenders.Count; at++)
            {
                bool isLast = run == repetitions;
                var measured = Measure(contenders[at], isLast);
                _runs[at].Add(measured);
                WriteLine(lines, contenders[at], run, measured);
            }
        }
        return Report();
    }

    private ImportRun Measure(IContender contender, bool check)
    {
        contender.Clear();
        DiskUse.Settle();
        var load = MachineLoad.Begin();
        var usage = contender.Load();
        double others = load.OtherCores(usage.Processor);
        var run = new ImportRun(usage, contender.DiskBytes(), others);
        Console.Error.WriteLine(
            $"{name}, {contender.Name}: {usage.Wall.TotalSeconds:0.00} s, {usage.Processor.TotalSeconds:0.00} CPU s, {usage.PeakBytes / Mega:0} MB; others kept {others:0.0} cores busy"
        );
        if (check)
        {
            var held = contender.Count();
            if (counts is { } expected && held != expected)
            {
                throw new BenchmarkException(
                    $"{name}: {contender.Name} holds {held.Nodes} nodes and {held.Relationships} relationships instead of {expected.Nodes} and {expected.Relationships}."
                );
            }
        }
        contender.Clear();
        return run;
    }

    private void WriteLine(
        ICollection<string> lines,
        IContender contender,
        int run,
        ImportRun measured
    ) =>
        lines.Add(
            JsonSerializer.Serialize(
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["case"] = name,
                    ["contender"] = contender.Name,
                    ["run"] = run,
                    ["wallSeconds"] = Math.Round(measured.Usage.Wall.TotalSeconds, 3),
                    ["cpuSeconds"] = Math.Round(measured.Usage.Processor.TotalSeconds, 3),
                    ["peakBytes"] = measured.Usage.PeakBytes,
                    ["diskBytes"] = measured.DiskBytes,
                    ["otherCores"] = Math.Round(measured.OtherCores, 2),
                }
            )
        );

    private MarkdownTable Report()
    {
        var table = new MarkdownTable(
            name,
            "wall s (least to most)",
            "CPU s",
            "peak MB",
            "disk MB",
            $"{contenders[0].Name}'s wall / this",
            "CPU",
            "others, cores"
        );
        var first = _runs[0];
        for (int at = 0; at < contenders.Count; at++)
        {
            var runs = _runs[at];
            var wall = Walls(runs);
            table.Row(
                contenders[at].Name,
                $"{Text(wall.Median, "0.00")} ({Text(wall.Least, "0.00")} to {Text(wall.Most, "0.00")})",
                Text(Processors(runs).Median, "0.00"),
                Text(Of(runs, run => run.Usage.PeakBytes / Mega).Most, "0"),
                Text(Of(runs, run => run.DiskBytes / Mega).Median, "0"),
                Text(Walls(first).Median / wall.Median, "0.00"),
                Text(Processors(first).Median / Processors(runs).Median, "0.00"),
                Text(Of(runs, run => run.OtherCores).Median, "0.0")
            );
        }
        foreach (string peer in Absent)
        {
            table.Row(peer, "absent", "", "", "", "", "", "");
        }
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Medians of {first.Count} loads each, in turn; memory is the most of all. The input has {inputBytes / Mega:0} MB.{(counts is { } held ? $" Each holds {held.Nodes:N0} nodes and {held.Relationships:N0} relationships afterwards." : "")}"
            )
        );
        return table;
    }

    private static Distribution Walls(List<ImportRun> runs) =>
        Of(runs, run => run.Usage.Wall.TotalSeconds);

    private static Distribution Processors(List<ImportRun> runs) =>
        Of(runs, run => run.Usage.Processor.TotalSeconds);

    private static Distribution Of(List<ImportRun> runs, Func<ImportRun, double> value) =>
        new(runs.Select(value));

    private static string Text(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
