using System.Globalization;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Increments;

/// <summary>What runs of one kind of import used.</summary>
/// <param name="name">How the report names it.</param>
internal sealed class ImportTimes(string name)
{
    private const double Mega = 1e6;

    private readonly List<ProcessUsage> _runs = [];

    /// <summary>The heads of the table.</summary>
    public static readonly string[] Heads =
    [
        "import",
        "wall, s: median (least)",
        "allowed",
        "CPU, s",
        "peak, MB",
        "allowed",
    ];

    /// <summary>The median of the wall times, in seconds.</summary>
    public double Wall => Of(static run => run.Wall.TotalSeconds).Median;

    /// <summary>The median of the peaks, in bytes.</summary>
    public double Peak => Of(static run => run.PeakBytes).Median;

    /// <summary>Adds a run.</summary>
    public void Add(ProcessUsage usage)
    {
        _runs.Add(usage);
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {usage.Wall.TotalSeconds:0.00} s, {usage.Processor.TotalSeconds:0.00} CPU s, {usage.PeakBytes / Mega:0} MB"
            )
        );
    }

    /// <summary>Adds the row of the report.</summary>
    /// <param name="table">The table.</param>
    /// <param name="allowedWall">The most seconds that the goal allows; null for no goal.</param>
    /// <param name="allowedPeak">The most bytes that the goal allows; null for no goal.</param>
    public void Report(MarkdownTable table, double? allowedWall = null, double? allowedPeak = null)
    {
        var walls = Of(static run => run.Wall.TotalSeconds);
        table.Row(
            name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{walls.Median:0.00} ({walls.Least:0.00})"
            ),
            allowedWall?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
            Of(static run => run.Processor.TotalSeconds)
                .Median.ToString("0.00", CultureInfo.InvariantCulture),
            (Peak / Mega).ToString("0", CultureInfo.InvariantCulture),
            (allowedPeak / Mega)?.ToString("0", CultureInfo.InvariantCulture) ?? ""
        );
    }

    private Distribution Of(Func<ProcessUsage, double> number) => new(_runs.Select(number));
}
