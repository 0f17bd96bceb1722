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
                RunWrites(options);
            }
            else if (options.Reads)
            {
                RunReads(options);
            }
            else if (options.Increment)
            {
                RunIncrements(options);
            }
            else if (options.Backup)
            {
                RunBackups(options);
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

    private static void RunWrites(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        MachineDescription.Write(Console.Out, options.ToString());
        if (options.Only is not (GoalBenchmark.Section or LogBenchmark.Section))
        {
            foreach (var table in new WriteBenchmark(options, program).Run())
            {
                table.Write(Console.Out);
            }
        }
        if (options.Only is "" or GoalBenchmark.Section)
        {
            new GoalBenchmark(options, program).Run().Write(Console.Out);
        }
        if (options.Only is "" or LogBenchmark.Section)
        {
            new LogBenchmark(options).Run().Write(Console.Out);
        }
    }

    private static void RunReads(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        MachineDescription.Write(Console.Out, options.ToString());
        foreach (var table in new ReadBenchmark(options, program).Run())
        {
            table.Write(Console.Out);
        }
    }

    private static void RunIncrements(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        MachineDescription.Write(Console.Out, options.ToString());
        foreach (var table in new IncrementBenchmark(options, program).Run())
        {
            table.Write(Console.Out);
        }
    }

    private static void RunBackups(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Work);
        var program = new QuiverProgram(Path.Join(BenchmarkOptions.Root, "quiver"), options.Work);
        MachineDescription.Write(Console.Out, options.ToString());
        new BackupBenchmark(options, program).Run().Write(Console.Out);
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
