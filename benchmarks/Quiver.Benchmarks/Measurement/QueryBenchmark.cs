using System.Diagnostics;
using System.Globalization;
using Quiver.Benchmarks.Bolt;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Queries;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Measurement;

/// <summary>Asks a warm server one query after the other, with another parameter each time.</summary>
internal sealed class QueryBenchmark(QuiverProgram program, GraphShape shape)
{
    private const ulong ParameterSeed = 4242;
    private const int WarmUpShare = 5;
    private const int LeastWarmUp = 5;

    // Enough for the runtime to replace the first code of hot methods by optimised code.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan QueryLimit = TimeSpan.FromSeconds(60);

    private ulong _next;

    /// <summary>Measures the queries; every answer is checked, outside the time that counts.</summary>
    public MarkdownTable Run(IReadOnlyList<ReadQuery> queries)
    {
        var table = new MarkdownTable(
            "query",
            "median, µs",
            "p95, µs",
            "least, µs",
            "repetitions",
            "rows in all",
            "others, cores"
        );
        using var server = new QuiverServer(program);
        using (var client = server.Connect())
        {
            foreach (var query in queries)
            {
                Measure(server, client, query, table);
            }
        }
        var usage = server.Stop();
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"One client, one connection, warm server; every answer is compared with one computed from the generated graph. The server's peak memory was {usage.PeakBytes / 1e6:0} MB, most of it mapped files."
            )
        );
        return table;
    }

    private void Measure(
        QuiverServer server,
        LeanBoltClient client,
        ReadQuery query,
        MarkdownTable table
    )
    {
        WarmUp(client, query);
        var load = MachineLoad.Begin();
        var before = server.Processor + Own();
        var limit = Stopwatch.StartNew();
        var times = new List<double>(query.Repetitions);
        long rowCount = 0;
        while (times.Count < query.Repetitions && limit.Elapsed < QueryLimit)
        {
            int person = NextPerson();
            long value = query.Value(person);
            long started = Stopwatch.GetTimestamp();
            var rows = client.Query(query.Text, query.Parameter, value);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            rowCount += rows.Count;
            query.Check(rows, person);
        }
        double others = load.OtherCores(server.Processor + Own() - before);
        var measured = new Distribution(times);
        table.Row(
            query.Name,
            measured.Median.ToString("N0", CultureInfo.InvariantCulture),
            measured.Quantile(0.95).ToString("N0", CultureInfo.InvariantCulture),
            measured.Least.ToString("N0", CultureInfo.InvariantCulture),
            measured.Count.ToString(CultureInfo.InvariantCulture),
            rowCount.ToString("N0", CultureInfo.InvariantCulture),
            others.ToString("0.0", CultureInfo.InvariantCulture)
        );
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{query.Name}: median {measured.Median:N0} µs, p95 {measured.Quantile(0.95):N0} µs; others kept {others:0.0} cores busy"
            )
        );
    }

    private void WarmUp(LeanBoltClient client, ReadQuery query)
    {
        int least = Math.Max(LeastWarmUp, query.Repetitions / WarmUpShare);
        var clock = Stopwatch.StartNew();
        for (int run = 0; run < least || clock.Elapsed < WarmUpTime; run++)
        {
            int person = NextPerson();
            var rows = client.Query(query.Text, query.Parameter, query.Value(person));
            if (run < LeastWarmUp)
            {
                query.Check(rows, person);
            }
        }
    }

    private int NextPerson() =>
        (int)(Randomness.Mix(ParameterSeed + _next++) % (ulong)shape.Persons);

    private static TimeSpan Own()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
