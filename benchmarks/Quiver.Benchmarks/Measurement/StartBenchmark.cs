using System.Globalization;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Queries;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Measurement;

/// <summary>The time from the start of a server's process to its first answer.</summary>
internal sealed class StartBenchmark(QuiverProgram program, int repetitions)
{
    /// <summary>Starts a server as often as asked; each answers the query once.</summary>
    public MarkdownTable Run(ReadQuery query)
    {
        var listening = new List<double>();
        var answered = new List<double>();
        var others = new List<double>();
        for (int run = 0; run < repetitions; run++)
        {
            var load = MachineLoad.Begin();
            using var server = new QuiverServer(program);
            using (var client = server.Connect())
            {
                listening.Add(server.Elapsed.TotalSeconds);
                query.Check(client.Query(query.Text, query.Parameter, query.Value(run)), run);
                answered.Add(server.Elapsed.TotalSeconds);
            }
            others.Add(load.OtherCores(server.Stop().Processor));
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"start: first answer after {answered[^1]:0.000} s; others kept {others[^1]:0.0} cores busy"
                )
            );
        }
        var table = new MarkdownTable("server start", "least", "median", "most");
        Add(table, "process start to connection, s", listening, "0.000");
        Add(table, $"process start to first answer ({query.Name}), s", answered, "0.000");
        Add(table, "cores kept busy by others", others, "0.0");
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{repetitions} starts, files in the page cache."
            )
        );
        return table;
    }

    private static void Add(MarkdownTable table, string name, List<double> values, string format)
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
