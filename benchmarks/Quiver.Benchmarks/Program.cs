using Quiver.Benchmarks.Backups;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Increments;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Peers;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Queries;
using Quiver.Benchmarks.Reads;
using Quiver.Benchmarks.Reports;
using Quiver.Benchmarks.Writes;

namespace Quiver.Benchmarks;

/// <summary>Measures the program as its users run it.</summary>
internal static class Program
{
    private const int Failure = 1;
    private const int Usage = 64;

    public static int Main(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h"))
        {
            Console.Out.WriteLine(BenchmarkOptions.Usage);
            return 0;
        }
        BenchmarkOptions options;
        try
        {
            options = BenchmarkOptions.Parse(arguments);
        }
        catch (BenchmarkException error)
        {
            Console.Error.WriteLine(error.Message);
            return Usage;
        }
        try
        {
            if (options.Generate)
            {
                Generate(options);
            }
            else if (options.Peers)
            {
                RunPeers(options);
            }
            else if (options.Writes)
            {
                Report(options, program => Writes(options, program));
            }
            else if (options.Reads)
            {
                Report(options, program => new ReadBenchmark(options, program).Run());
            }
            else if (options.Increment)
            {
                Report(options, program => new IncrementBenchmark(options, program).Run());
            }
            else if (options.Backup)
            {
                Report(options, program => [new BackupBenchmark(options, program).Run()]);
            }
            else
            {
                Run(options);
            }
            return 0;
        }
        catch (BenchmarkException error)
        {
            Console.Error.WriteLine(error.Message);
            return Failure;
        }
    }

    private static void Run(BenchmarkOptions options)
    {
        var shape = new GraphShape(options.Persons, options.Seed);
        var friendships = Friendships.Draw(shape);
        Directory.CreateDirectory(options.Work);
        var files = GraphFiles.Ensure(shape, friendships, options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        var tables = new List<MarkdownTable>();
        var import = new ImportBenchmark(program, files, options.Repetitions);
        if (options.Import)
        {
            tables.Add(import.Run());
        }
        if (options.Queries)
        {
            if (!options.Import)
            {
                // What stands there may be of another size or another version.
                program.Clear();
                import.Import();
            }
            var queries = QueryTable.Of(shape, new ExpectedAnswers(shape, friendships));
            tables.Add(new StartBenchmark(program, options.Repetitions).Run(queries[1]));
            tables.Add(
                new QueryBenchmark(program, shape).Run([
                    .. queries.Where(query =>
                        query.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)
                    ),
                ])
            );
        }
        MachineDescription.Write(Console.Out, options.ToString());
        foreach (var table in tables)
        {
            table.Write(Console.Out);
        }
    }

    private static void RunPeers(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        var benchmark = new PeerBenchmark(options, program);
        MachineDescription.Write(Console.Out, options.ToString());
        try
        {
            foreach (var table in benchmark.Run())
            {
                table.Write(Console.Out);
            }
        }
        finally
        {
            // What was measured before a failure is not lost.
            Console.Out.WriteLine($"\n```json\n{string.Join('\n', benchmark.Lines)}\n```");
        }
    }

    private static IEnumerable<MarkdownTable> Writes(
        BenchmarkOptions options,
        QuiverProgram program
    )
    {
        if (options.Only is not (GoalBenchmark.Section or LogBenchmark.Section))
        {
            foreach (var table in new WriteBenchmark(options, program).Run())
            {
                yield return table;
            }
        }
        if (options.Only is "" or GoalBenchmark.Section)
        {
            yield return new GoalBenchmark(options, program).Run();
        }
        if (options.Only is "" or LogBenchmark.Section)
        {
            yield return new LogBenchmark(options).Run();
        }
    }

    private static void Report(
        BenchmarkOptions options,
        Func<QuiverProgram, IEnumerable<MarkdownTable>> run
    )
    {
        Directory.CreateDirectory(options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        MachineDescription.Write(Console.Out, options.ToString());
        foreach (var table in run(program))
        {
            table.Write(Console.Out);
        }
    }

    private static void Generate(BenchmarkOptions options)
    {
        if (options.Stress is { } stress)
        {
            new StressFiles(stress, isPlain: false, options.Shrink, options.Work).Ensure();
            new StressFiles(stress, isPlain: true, options.Shrink, options.Work).Ensure();
            return;
        }
        var shape = new GraphShape(options.Persons, options.Seed);
        var files = GraphFiles.Ensure(shape, Friendships.Draw(shape), options.Work, options.Keys);
        if (options.Dirty)
        {
            new DirtyFiles(files).Ensure();
        }
        if (options.IncrementPercent is { } percent)
        {
            SplitFiles.Ensure(files, shape, percent);
        }
    }
}
