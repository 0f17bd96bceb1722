using System.Globalization;
using System.Text.RegularExpressions;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Increments;

/// <summary>How long a reader and a writer of a served database wait while an increment is merged, with and without a snapshot of what was before.</summary>
internal sealed partial class MergePauses(BenchmarkOptions options, IncrementedDatabase database)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly List<double> _quietReads = [];
    private readonly List<double> _quietWrites = [];

    /// <summary>Measures.</summary>
    public MarkdownTable Run()
    {
        var table = new MarkdownTable(
            "longest wait, ms: median (most)",
            "a read",
            "a commit",
            "writers held back, as the merge says",
            "merge, s"
        );
        var plain = new List<double[]>();
        var keeping = new List<double[]>();
        for (int round = 0; round < options.Repetitions; round++)
        {
            plain.Add(Measure());
            keeping.Add(Measure("--keep-previous"));
        }
        table.Row("nothing is merged", Text(_quietReads), Text(_quietWrites), "", "");
        Report(table, "merge", plain);
        Report(table, "merge with --keep-previous", keeping);
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Repetitions} merges of 10 % of the persons each, into a server that one client reads and one writes without a rest; the longest wait while the command ran, of as many seconds without a merge as the first row says ({Quiet.TotalSeconds:0}). The goal is a pause below 100 ms."
            )
        );
        return table;
    }

    private double[] Measure(params string[] more)
    {
        using (var served = new ServedIncrement(options, database, writes: true))
        {
            database.Run("prepare");
            database.Run("build");
            var (from, to) = ServedIncrement.Rest(Quiet);
            _quietReads.Add(served.Reader.Between(from, to).Most);
            _quietWrites.Add(served.Writer!.Between(from, to).Most);
            string said = "";
            (from, to) = ServedIncrement.During(() => said = database.Merge(more));
            double held = double.Parse(
                HeldBack().Match(said).Groups[1].Value,
                CultureInfo.InvariantCulture
            );
            double[] found =
            [
                served.Reader.Between(from, to).Most,
                served.Writer.Between(from, to).Most,
                held,
                System.Diagnostics.Stopwatch.GetElapsedTime(from, to).TotalSeconds,
            ];
            Console.Error.WriteLine(
                $"merge {string.Join(' ', more)}: {string.Join(", ", found.Select(static n => n.ToString("0.00", CultureInfo.InvariantCulture)))}"
            );
            return found;
        }
    }

    private static void Report(MarkdownTable table, string name, List<double[]> found) =>
        table.Row([name, .. Enumerable.Range(0, 4).Select(i => Text(found.Select(row => row[i])))]);

    private static string Text(IEnumerable<double> times)
    {
        var measured = new Distribution(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Median:0.0} ({measured.Most:0.0})"
        );
    }

    [GeneratedRegex(@"writers were held back for ([0-9.]+) ms")]
    private static partial Regex HeldBack();
}
