using System.Diagnostics;
using System.Globalization;
using System.Text;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;
using Quiver.Benchmarks.Writes;

namespace Quiver.Benchmarks.Backups;

/// <summary>How long a backup of the generated graph takes, and what clients that create nodes lose meanwhile.</summary>
internal sealed class BackupBenchmark(BenchmarkOptions options, QuiverProgram program)
{
    private const int Clients = 4;
    private const int BackupsARound = 3;
    private const double Allowed = 25;
    private const double Percent = 100;

    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(4);
    private static readonly WriteCase Load = new(
        "durable create, 4 clients",
        Clients,
        1,
        WriteCase.Create
    );

    // For the process: what measures is gone with it.
    private static readonly HttpClient Http = new();

    private int _backups;

    /// <summary>Measures.</summary>
    public MarkdownTable Run()
    {
        GeneratorProcess.Run(
            options,
            "--persons",
            options.Persons.ToString(CultureInfo.InvariantCulture)
        );
        var shape = new GraphShape(options.Persons, options.Seed);
        var files = GraphFiles.Read(options.Work, shape, KeyKind.Number);
        program.Clear();
        program.Run(["database", "import", "full", QuiverProgram.Database, .. files.ImportOptions]);
        var table = new MarkdownTable(
            "round",
            "commits a second alone",
            "beside backups",
            "fewer, %",
            "a backup beside them, s"
        );
        using var target = new QuiverOverBolt(program);
        double idle = Enumerable
            .Range(0, BackupsARound)
            .Min(_ => BackUp(target.Server).TotalSeconds);
        using var crew = new ClientCrew(target);
        crew.Work(Load, Alone, counts: false);
        var losses = new List<double>();
        for (int round = 1; round <= options.Repetitions; round++)
        {
            double alone = Rate(crew, () => crew.Work(Load, Alone, counts: true));
            var times = new List<double>();
            double beside = Rate(crew, () => times = WorkBesideBackups(crew, target.Server));
            double loss = Percent * (1 - (beside / alone));
            losses.Add(loss);
            table.Row(
                round.ToString(CultureInfo.InvariantCulture),
                alone.ToString("N0", CultureInfo.InvariantCulture),
                beside.ToString("N0", CultureInfo.InvariantCulture),
                loss.ToString("0", CultureInfo.InvariantCulture),
                string.Join(
                    ", ",
                    times.Select(static time => time.ToString("0.0", CultureInfo.InvariantCulture))
                )
            );
        }
        crew.Check();
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Clients} clients over Bolt that create a node as soon as the one before is answered, {Alone.TotalSeconds:0} s alone and then beside {BackupsARound} backups one after the other (POST /admin/backup). The median loss is {new Distribution(losses).Median:0} %; {Allowed:0} % is allowed. A backup of {files.Nodes:N0} nodes and {files.Relationships:N0} relationships on an idle server takes {idle:0.00} s (the least of {BackupsARound})."
            )
        );
        return table;
    }

    private static double Rate(ClientCrew crew, Action work)
    {
        long before = crew.Ids.Given;
        long started = Stopwatch.GetTimestamp();
        work();
        return (crew.Ids.Given - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Lets the clients work for as long as the backups take.</summary>
    private List<double> WorkBesideBackups(ClientCrew crew, QuiverServer server)
    {
        var times = new List<double>();
        using var ended = new ManualResetEventSlim();
        var backups = new Thread(() =>
        {
            for (int i = 0; i < BackupsARound; i++)
            {
                times.Add(BackUp(server).TotalSeconds);
            }
            ended.Set();
        });
        backups.Start();
        crew.WorkUntil(Load, ended);
        backups.Join();
        return times;
    }

    private TimeSpan BackUp(QuiverServer server)
    {
        using var content = new StringContent(
            $$"""{"path": "{{++_backups}}.qbackup", "database": "{{QuiverProgram.Database}}"}""",
            Encoding.UTF8,
            "application/json"
        );
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"http://{server.Http}/admin/backup")
        );
        request.Content = content;
        long started = Stopwatch.GetTimestamp();
        using var response = Http.Send(request);
        var time = Stopwatch.GetElapsedTime(started);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        string answer = reader.ReadToEnd();
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchmarkException($"The server refused a backup: {answer}");
        }
        Console.Error.WriteLine($"backup: {time.TotalSeconds:0.00} s");
        File.Delete(Path.Join(program.Home, "backups", $"{_backups}.qbackup"));
        return time;
    }
}
