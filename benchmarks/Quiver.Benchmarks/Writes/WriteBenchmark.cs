using System.Globalization;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Writes;

/// <summary>Creates, updates and reads beside SQLite (both in process) and beside PostgreSQL (both over a socket), in turn, in one run.</summary>
internal sealed class WriteBenchmark(BenchmarkOptions options, QuiverProgram program)
{
    private const string Absent = "absent";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FloorRound = TimeSpan.FromSeconds(0.5);

    private readonly IReadOnlyList<WriteCase> _cases =
    [
        .. WriteCase.All.Where(what =>
            what.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)
        ),
    ];

    /// <summary>Measures; all databases and the file of the floor stand on one disk.</summary>
    public IEnumerable<MarkdownTable> Run()
    {
        string folder = Path.Join(options.Work, "writes");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        var floor = new DiskFloor(folder);
        yield return RunPair(
            floor,
            () => SqliteCalls.IsInstalled ? new SqliteTarget(folder) : null,
            "SQLite",
            () => new QuiverInProcess(Path.Join(folder, "home"))
        );
        program.Clear();
        yield return RunPair(
            floor,
            PostgresTarget.TryStart,
            "PostgreSQL",
            () => new QuiverOverBolt(program)
        );
    }

    private MarkdownTable RunPair(
        DiskFloor floor,
        Func<IWriteTarget?> startPeer,
        string peerName,
        Func<IWriteTarget> startQuiver
    )
    {
        var peerTarget = startPeer();
        using var peer = peerTarget is null ? null : new ClientCrew(peerTarget);
        using var quiver = new ClientCrew(startQuiver());
        foreach (var what in WriteCase.WarmUp)
        {
            peer?.Work(what, Start, counts: false);
            quiver.Work(what, Start, counts: false);
        }
        var load = MachineLoad.Begin();
        foreach (var what in _cases)
        {
            peer?.Work(what, WarmUp, counts: false);
            quiver.Work(what, WarmUp, counts: false);
            for (int round = 0; round < options.Repetitions; round++)
            {
                floor.Measure(FloorRound);
                if (round % 2 == 0)
                {
                    peer?.Work(what, Round, counts: true);
                    quiver.Work(what, Round, counts: true);
                }
                else
                {
                    quiver.Work(what, Round, counts: true);
                    peer?.Work(what, Round, counts: true);
                }
            }
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what.Name}: {peerTarget?.Name ?? peerName}, {(peer is null ? Absent : Numbers(peer, what))}; {quiver.Target.Name}, {Numbers(quiver, what)}"
                )
            );
        }
        peer?.Check();
        quiver.Check();
        return Report(floor, peer, peerTarget?.Name ?? peerName, quiver, load);
    }

    private MarkdownTable Report(
        DiskFloor floor,
        ClientCrew? peer,
        string peerName,
        ClientCrew quiver,
        MachineLoad load
    )
    {
        var table = new MarkdownTable(
            $"items a second (median, p99 of one operation in µs)",
            peerName,
            quiver.Target.Name,
            "ratio, above 1: Quiver ahead"
        );
        foreach (var what in _cases)
        {
            string ratio = peer is null
                ? Absent
                : (Rate(quiver, what) / Rate(peer, what)).ToString(
                    "0.00",
                    CultureInfo.InvariantCulture
                );
            table.Row(
                what.Name,
                peer is null ? Absent : Numbers(peer, what),
                Numbers(quiver, what),
                ratio
            );
        }
        var times = floor.Times;
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Repetitions} rounds of {Round.TotalSeconds:0} s each, in turn, after {Start.TotalSeconds * WriteCase.WarmUp.Count:0} s of work by both to begin with and {WarmUp.TotalSeconds} s before each row; the median round counts. Append of 256 bytes and fdatasync on the same disk in between: median {times.Median:0} µs, p5 {times.Quantile(0.05):0}, p95 {times.Quantile(0.95):0}. All acknowledged items were there afterwards, and no others. Cores busy in all, on average (this benchmark included): {load.OtherCores(TimeSpan.Zero):0.0}."
            )
        );
        return table;
    }

    private static double Rate(ClientCrew crew, WriteCase what) =>
        new Distribution(crew.RatesOf(what)).Median;

    private static string Numbers(ClientCrew crew, WriteCase what)
    {
        var times = new Distribution(crew.TimesOf(what));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Rate(crew, what):N0} ({times.Median:N0}, {times.Quantile(0.99):N0})"
        );
    }
}
