using System.Diagnostics;
using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Measurement;

/// <summary>Imports the generated graph as whole processes, from start to exit.</summary>
internal sealed class ImportBenchmark(QuiverProgram program, GraphFiles files, int repetitions)
{
    private const double Mega = 1e6;

    private readonly List<ProcessUsage> _runs = [];
    private readonly List<double> _others = [];
    private readonly List<double> _rates = [];
    private bool _peakIsUpperBound;

    /// <summary>Imports as often as asked, checks the last database and describes what was measured.</summary>
    public MarkdownTable Run()
    {
        files.Warm();
        for (int run = 0; run < repetitions; run++)
        {
            program.Clear();
            Import();
        }
        long storeBytes = program.StoreBytes();
        var check = program.Run("database", "check", QuiverProgram.Database);
        Console.Error.WriteLine(
            $"database check: clean, {check.Wall.TotalSeconds:0.00} s, {check.PeakBytes / Mega:0} MB"
        );
        return Report(storeBytes);
    }

    /// <summary>Imports once.</summary>
    public void Import()
    {
        var load = MachineLoad.Begin();
        var usage = program.Run([
            "database",
            "import",
            "full",
            QuiverProgram.Database,
            .. files.ImportOptions,
        ]);
        double others = load.OtherCores(usage.Processor);
        using (var self = Process.GetCurrentProcess())
        {
            _peakIsUpperBound |= usage.PeakBytes <= self.PeakWorkingSet64;
        }
        Console.Error.WriteLine(
            $"import: {usage.Wall.TotalSeconds:0.00} s, {usage.Processor.TotalSeconds:0.00} CPU s, {usage.PeakBytes / Mega:0} MB; others kept {others:0.0} cores busy"
        );
        _runs.Add(usage);
        _others.Add(others);
        _rates.Add(files.Rows / usage.Wall.TotalSeconds);
    }

    private MarkdownTable Report(long storeBytes)
    {
        var table = new MarkdownTable("import", "least", "median", "most");
        Add(table, "wall, s", _runs.Select(run => run.Wall.TotalSeconds), "0.00");
        Add(
            table,
            "CPU, user and system, s",
            _runs.Select(run => run.Processor.TotalSeconds),
            "0.00"
        );
        Add(table, "peak resident memory, MB", _runs.Select(run => run.PeakBytes / Mega), "0");
        Add(table, "rows, M/s", _rates.Select(rate => rate / Mega), "0.00");
        Add(table, "CSV, MB/s", _rates.Select(rate => rate * files.Bytes / files.Rows / Mega), "0");
        Add(table, "cores kept busy by others", _others, "0.0");
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{repetitions} runs; {files.Nodes:N0} nodes, {files.Relationships:N0} relationships, {files.Bytes / Mega:0} MB of CSV; the database has {storeBytes / Mega:0} MB and its check is clean.{(_peakIsUpperBound ? " The peak memory is an upper bound: the graph is too small to tell the import's from the benchmark's." : "")}"
            )
        );
        return table;
    }

    private static void Add(
        MarkdownTable table,
        string name,
        IEnumerable<double> values,
        string format
    )
    {
        var measured = new Distribution(values);
        table.Row(
            name,
            measured.Least.ToString(format, CultureInfo.InvariantCulture),
            measured.Median.ToString(format, CultureInfo.InvariantCulture),
            measured.Most.ToString(format, CultureInfo.InvariantCulture)
        );
    }
}
