using System.Diagnostics;
using System.Globalization;
using System.Text;
using Quiver.Benchmarks.Bolt;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Writes;

/// <summary>What a server must reach by itself: round trips and large batches, over Bolt and HTTP.</summary>
internal sealed class GoalBenchmark(BenchmarkOptions options, QuiverProgram program)
{
    /// <summary>Asks for this part of the report alone.</summary>
    public const string Section = "server";

    private const int LargeBatch = 100_000;
    private const int Block = 200;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    private readonly MarkdownTable _table = new("server", "median", "p95", "least", "goal");

    /// <summary>Measures.</summary>
    public MarkdownTable Run()
    {
        program.Clear();
        Directory.CreateDirectory(options.Work);
        using var target = new QuiverOverBolt(program);
        using var crew = new ClientCrew(target);
        using var client = target.Server.Connect();
        long created = 0;
        Repeat(
            "round trip RETURN 1 over Bolt, µs",
            "110",
            () => client.Query("RETURN 1", static output => output.Map(0))
        );
        Repeat(
            "look-up by indexed id over Bolt, µs",
            "140",
            () => client.Query(ItemTexts.Read, "id", crew.Ids.Known())
        );
        var floor = new DiskFloor(options.Work);
        Repeat(
            "durable create over Bolt, µs",
            "300",
            () => client.Query(ItemTexts.Create, output => Item(output, crew.Ids.Take(1))),
            between: () => floor.Measure(TimeSpan.FromMilliseconds(50))
        );
        Row(
            "append of 256 bytes and fdatasync on the same disk, in turn with it, µs",
            floor.Times,
            ""
        );
        Large(
            "UNWIND of 100,000 creates over Bolt, ms",
            () => OverBolt(target, created++ * LargeBatch)
        );
        Large(
            "UNWIND of 100,000 creates over HTTP, ms",
            () => OverHttp(target.Server, created++ * LargeBatch)
        );
        _table.Note(
            "One client over loopback, after 10 s of the same; parameters change every time. The times of the large batches include the client's writing of 100,000 maps."
        );
        return _table;
    }

    private static void Item(PackWriter output, long id)
    {
        output.Map(2);
        output.Text("id");
        output.Integer(id);
        output.Text("name");
        output.Text(ItemTexts.NameOf(id));
    }

    private static void OverBolt(QuiverOverBolt target, long first)
    {
        using var client = target.Connect();
        client.CreateBatch(first, LargeBatch);
    }

    private static void OverHttp(QuiverServer server, long first)
    {
        var body = new StringBuilder(
            $$"""{"statement": "{{ItemTexts.CreateBatch}}", "parameters": {"rows": ["""
        );
        for (int i = 0; i < LargeBatch; i++)
        {
            body.Append(i == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $$"""{"id": {{first + i}}, "name": "{{ItemTexts.NameOf(first + i)}}"}"""
                );
        }
        using var http = new HttpClient();
        using var content = new StringContent(
            body.Append("]}}").ToString(),
            Encoding.UTF8,
            "application/json"
        );
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"http://{server.Http}/db/{QuiverProgram.Database}/query/v2")
        );
        request.Content = content;
        using var response = http.Send(request);
        if (!response.IsSuccessStatusCode)
        {
            using var reader = new StreamReader(response.Content.ReadAsStream());
            string text = reader.ReadToEnd();
            throw new BenchmarkException($"The server refused: {text}");
        }
    }

    private void Repeat(string name, string goal, Action action, Action? between = null)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (int run = 0; clock.Elapsed < WarmUp + Time; run++)
        {
            if (run % Block == 0)
            {
                between?.Invoke();
            }
            long started = Stopwatch.GetTimestamp();
            action();
            double time = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (clock.Elapsed > WarmUp)
            {
                times.Add(time);
            }
        }
        Row(name, new Distribution(times), goal);
    }

    private void Large(string name, Action action)
    {
        var times = new List<double>();
        for (int run = 0; run < options.Repetitions; run++)
        {
            long started = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        Row(name, new Distribution(times), "2,000");
    }

    private void Row(string name, Distribution times, string goal)
    {
        _table.Row(name, Text(times.Median), Text(times.Quantile(0.95)), Text(times.Least), goal);
        Console.Error.WriteLine(
            $"{name}: median {Text(times.Median)}, p95 {Text(times.Quantile(0.95))}"
        );
    }

    private static string Text(double number) =>
        number.ToString("N0", CultureInfo.InvariantCulture);
}
