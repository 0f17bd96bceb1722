using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Peers;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Reads;

/// <summary>Ten queries over a warm graph, in turn with the peers; their paraphrases, also after changes; first queries; growth.</summary>
internal sealed class ReadBenchmark(BenchmarkOptions options, QuiverProgram program)
{
    private const string Absent = "absent";
    private const string PeersSection = "peers";
    private const string FirstSection = "first";
    private const string ParaphraseSection = "paraphrases";
    private const string MemorySection = "memory";

    /// <summary>How long a server is asked before anything is measured: long enough for the compiler in the background to be done.</summary>
    public static readonly TimeSpan ServerWarmUp = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Case, int Persons), double> _medians = [];

    /// <summary>Measures all sizes; a table is given as soon as it is there.</summary>
    public IEnumerable<MarkdownTable> Run()
    {
        foreach (int persons in options.Sizes)
        {
            var shape = new GraphShape(persons, options.Seed);
            var files = GraphFiles.Ensure(shape, Friendships.Draw(shape), options.Work);
            program.Clear();
            program.Run([
                "database",
                "import",
                "full",
                QuiverProgram.Database,
                .. files.ImportOptions,
            ]);
            PrepareIndexes();
            var cases = ReadCases
                .All.Where(c =>
                    persons <= c.MostPersons
                    && (
                        IsSection
                        || c.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .ToList();
            if (IsWanted(PeersSection))
            {
                yield return BesidePeers(shape, files, cases);
            }
            if (IsWanted(FirstSection))
            {
                yield return new FirstQueries(program, shape).Run(cases);
            }
            if (IsWanted(MemorySection))
            {
                yield return new ReadAllocations(program, shape).Run(cases);
            }
            if (IsWanted(ParaphraseSection))
            {
                yield return new ParaphraseBenchmark(program, shape, options.Repetitions).Run(
                    cases
                );
            }
        }
        if (options.Sizes.Count > 1 && IsWanted(PeersSection))
        {
            yield return Growth();
        }
    }

    private bool IsSection =>
        options.Only is PeersSection or FirstSection or MemorySection or ParaphraseSection;

    private bool IsWanted(string section) => !IsSection || options.Only == section;

    private void PrepareIndexes()
    {
        using var quiver = new QuiverReads(program);
        foreach (string label in (string[])["Person", "Post"])
        {
            quiver.Do($"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE");
        }
        quiver.Do("CALL db.awaitIndexes(300)");
        quiver.Do("CALL db.checkpoint()");
        quiver.Stop();
    }

    private MarkdownTable BesidePeers(GraphShape shape, GraphFiles files, List<ReadCase> cases)
    {
        var load = MachineLoad.Begin();
        using var quiver = new QuiverReads(program);
        var peers = Peers(files);
        try
        {
            quiver.WarmUp(shape, cases, ServerWarmUp);
            var table = new MarkdownTable([
                FormattableString.Invariant($"N = {shape.Persons:N0}: median (p95), µs"),
                quiver.Name,
                .. peers.Select(p => p.Target?.Name ?? p.Name),
                "best peer : Quiver",
                "goal, µs",
            ]);
            IReadTarget?[] targets = [quiver, .. peers.Select(p => p.Target)];
            foreach (var what in cases)
            {
                table.Row(Row(shape, what, targets));
            }
            table.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{options.Repetitions} rounds of up to {Round.TotalSeconds:0} s in turn, other parameters each time, after {WarmUp.TotalSeconds:0} s of warming up each, and of {ServerWarmUp.TotalSeconds:0} s of Quiver's server with all texts in turn before; answers are equal. Quiver and PostgreSQL over loopback with lean clients, the others in the process of Node. PostgreSQL's paths have five steps at most. Cores busy in all, this benchmark included: {load.OtherCores(TimeSpan.Zero):0.0}."
                )
            );
            return table;
        }
        finally
        {
            foreach (var (_, target) in peers)
            {
                target?.Dispose();
            }
        }
    }

    private string[] Row(GraphShape shape, ReadCase what, IReadTarget?[] targets)
    {
        var parameters = new ReadParameters(shape, what);
        var times = targets.Select(static _ => new List<double>()).ToArray();
        var checks = new Dictionary<int, long>();
        foreach (var target in targets)
        {
            target?.Run(what, parameters.Take(what.Repetitions * 4), WarmUp);
        }
        for (int round = 0; round < options.Repetitions; round++)
        {
            var values = parameters.Take(what.Repetitions);
            checks.Clear();
            for (int i = 0; i < targets.Length; i++)
            {
                int at = (i + round) % targets.Length;
                if (targets[at]?.Run(what, values, Round) is { } result)
                {
                    times[at].AddRange(result.Microseconds);
                    Compare(what, targets[at]!.Name, result.Checks, checks);
                }
            }
        }
        double own = new Distribution(times[0]).Median;
        _medians[(what.Name, shape.Persons)] = own;
        double best = times
            .Skip(1)
            .Where(static t => t.Count > 0)
            .Select(static t => new Distribution(t).Median)
            .DefaultIfEmpty(double.NaN)
            .Min();
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what.Name}: {own:N0} µs, best peer {best:N0}"
            )
        );
        return
        [
            what.Name,
            .. times.Select(static t => t.Count == 0 ? Absent : Numbers(t)),
            double.IsNaN(best)
                ? Absent
                : (best / own).ToString("0.00", CultureInfo.InvariantCulture),
            what.GoalMicroseconds.ToString("N0", CultureInfo.InvariantCulture),
        ];
    }

    private List<(string Name, IReadTarget? Target)> Peers(GraphFiles files)
    {
        var programs = PeerPrograms.Ensure(options.Work, options.NodeModules);
        return
        [
            (
                PeerPrograms.DuckDb.Name,
                Script(programs, PeerPrograms.DuckDb, "duckdb.cjs", files, static c => c.Duck)
            ),
            (
                PeerPrograms.Kuzu.Name,
                Script(
                    programs,
                    PeerPrograms.Kuzu,
                    "kuzu.cjs",
                    files,
                    static c => c.Kuzu ?? c.Cypher
                )
            ),
            ("PostgreSQL", PostgresReads.TryStart(files)),
        ];
    }

    private ScriptReads? Script(
        PeerPrograms programs,
        PeerPackage package,
        string script,
        GraphFiles files,
        Func<ReadCase, string> textOf
    )
    {
        if (!programs.Has(package))
        {
            return null;
        }
        string folder = Path.Join(options.Work, "read-" + package.Name);
        var loader = new ScriptContender(package.Name, programs, script, files, folder);
        loader.Clear();
        loader.Load();
        return new ScriptReads(package, programs, script, Path.Join(folder, "database"), textOf);
    }

    private static void Compare(
        ReadCase what,
        string target,
        List<long> answers,
        Dictionary<int, long> known
    )
    {
        // PostgreSQL finds no path of more than five steps.
        bool isBounded =
            what.Postgres is not null && target.StartsWith("Post", StringComparison.Ordinal);
        for (int i = 0; i < answers.Count; i++)
        {
            if (known.TryGetValue(i, out long expected) && expected != answers[i] && !isBounded)
            {
                throw new BenchmarkException(
                    $"'{what.Name}': {target} answers {answers[i]} where {expected} was answered."
                );
            }
            if (!isBounded)
            {
                known[i] = answers[i];
            }
        }
    }

    private MarkdownTable Growth()
    {
        var table = new MarkdownTable([
            "Quiver's median, µs",
            .. options.Sizes.Select(static n => FormattableString.Invariant($"N = {n:N0}")),
            "last : first",
        ]);
        foreach (var what in ReadCases.All)
        {
            double[] medians =
            [
                .. options.Sizes.Select(n =>
                    _medians.GetValueOrDefault((what.Name, n), double.NaN)
                ),
            ];
            if (medians.All(static m => !double.IsNaN(m)))
            {
                table.Row([
                    what.Name,
                    .. medians.Select(static m => m.ToString("N0", CultureInfo.InvariantCulture)),
                    (medians[^1] / medians[0]).ToString("0.0", CultureInfo.InvariantCulture),
                ]);
            }
        }
        return table;
    }

    private static string Numbers(List<double> times)
    {
        var measured = new Distribution(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Median:N0} ({measured.Quantile(0.95):N0})"
        );
    }
}
