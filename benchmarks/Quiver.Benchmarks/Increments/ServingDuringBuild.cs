using System.Diagnostics;
using System.Globalization;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Increments;

/// <summary>How long a serving database takes to answer while an increment is built beside it, in turn with how long it takes when nothing is built.</summary>
internal sealed class ServingDuringBuild(BenchmarkOptions options, IncrementedDatabase database)
{
    private const double Allowed = 1.5;

    /// <summary>Measures.</summary>
    public MarkdownTable Run()
    {
        var table = new MarkdownTable(
            "round",
            "build, s",
            "quiet: median, ms",
            "p95",
            "building: median, ms",
            "p95",
            "ratio of medians",
            "of p95"
        );
        using var served = new ServedIncrement(options, database, writes: false);
        database.Run("prepare");
        database.Run("build", "--threads=1");
        var ratios = new List<(double Median, double Tail)>();
        var length = TimeSpan.FromSeconds(1);
        for (int round = 1; round <= options.Repetitions; round++)
        {
            var (quietFrom, quietTo) = ServedIncrement.Rest(length);
            var (from, to) = ServedIncrement.During(() => database.Run("build", "--threads=1"));
            length = Stopwatch.GetElapsedTime(from, to);
            var quiet = served.Reader.Between(quietFrom, quietTo);
            var building = served.Reader.Between(from, to);
            var ratio = (
                Median: building.Median / quiet.Median,
                Tail: building.Quantile(0.95) / quiet.Quantile(0.95)
            );
            ratios.Add(ratio);
            table.Row(
                round.ToString(CultureInfo.InvariantCulture),
                Text(length.TotalSeconds),
                Text(quiet.Median),
                Text(quiet.Quantile(0.95)),
                Text(building.Median),
                Text(building.Quantile(0.95)),
                Text(ratio.Median),
                Text(ratio.Tail)
            );
        }
        database.Merge();
        database.Check(isMerged: true);
        double median = new Distribution(ratios.Select(static ratio => ratio.Median)).Median;
        double tail = new Distribution(ratios.Select(static ratio => ratio.Tail)).Median;
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"One client that asks for a person by id and the person's friends, again as soon as it is answered; --stage=build --threads=1 of 10 % of the persons, quiet and building in turn, each as long as a build. The medians of the ratios are {median:0.00} and {tail:0.00}; {Allowed:0.0} is allowed."
            )
        );
        return table;
    }

    private static string Text(double number) =>
        number.ToString("0.00", CultureInfo.InvariantCulture);
}
