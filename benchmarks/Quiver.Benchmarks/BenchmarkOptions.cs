using System.Globalization;
using Quiver.Benchmarks.Generation;

namespace Quiver.Benchmarks;

/// <summary>What a benchmark was asked for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        benchmarks/run import|queries|all|import-peers|writes|reads|increment|backup [options]

          import    generate the graph, import it, check the database
          queries   serve the database, measure its start and the read queries
          all       both (the default)
          import-peers   imports in turn with DuckDB and Kuzu, which npm installs into the work folder; with little memory; of hard shapes
          writes    durable creates, updates and reads in turn with SQLite and PostgreSQL; large batches, checkpoints, recovery
          reads     ten queries in turn with DuckDB, Kuzu and PostgreSQL; paraphrases; after changes; first queries; what they allocate; growth
          increment   incremental imports in turn with full ones; reads of a server meanwhile; pauses at merges; the same by Cypher
          backup    backups of a server, and what clients that write lose meanwhile

          --persons N     size of the graph: N persons, 10 N posts, about 60 N relationships (100000)
          --repeat K      how often to import and to start a server; rounds of writes, increments and backups (5)
          --only TEXT     only the queries, or cases of import-peers, writes or reads, whose name contains this;
                          of writes also: server, storage; of reads: peers, first, memory, paraphrases;
                          of increment: imports, serving, pauses, cypher
          --sizes N,N     import-peers, reads: the sizes of the graph (10000,100000,500000)
          --shrink K      import-peers: hard shapes have a K-th of their rows (1)
          --node-modules FOLDER   import-peers, reads: where the peers are installed already
          --seed S        seed of the generated graph (42)
          --work FOLDER   where the graph and the database are kept (out/benchmarks)

        Progress goes to standard error, the report as Markdown to standard output.
        """;

    private const int LeastPersons = 1_000;
    private const int MostPersons = 20_000_000;

    public bool Import { get; init; } = true;

    public bool Queries { get; init; } = true;

    public bool Peers { get; init; }

    public bool Writes { get; init; }

    public bool Reads { get; init; }

    public bool Increment { get; init; }

    public bool Backup { get; init; }

    public bool Generate { get; init; }

    public int Persons { get; init; } = 100_000;

    public IReadOnlyList<int> Sizes { get; init; } = [10_000, 100_000, 500_000];

    public int Shrink { get; init; } = 1;

    public KeyKind Keys { get; init; }

    public StressShape? Stress { get; init; }

    public bool Dirty { get; init; }

    /// <summary>The share of the persons that is cut off, in percent; null for none.</summary>
    public int? IncrementPercent { get; init; }

    public string? NodeModules { get; init; }

    public int Repetitions { get; init; } = 5;

    public string Only { get; init; } = "";

    public ulong Seed { get; init; } = 42;

    public string Work { get; init; } = Path.Join(Root, "out", "benchmarks");

    /// <summary>The folder of the repository, which the script names.</summary>
    public static string Root =>
        Environment.GetEnvironmentVariable("BENCHMARK_ROOT") ?? Environment.CurrentDirectory;

    /// <summary>The options as a line of a report.</summary>
    public override string ToString() =>
        Reads
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"reads, {string.Join(" and ", Sizes)} persons, seed {Seed}, {Repetitions} rounds"
            )
        : Writes ? string.Create(CultureInfo.InvariantCulture, $"writes, {Repetitions} rounds")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Section}, {(Peers ? string.Join(" and ", Sizes) : Persons)} persons, seed {Seed}, {Repetitions} repetitions"
        );

    private string Section =>
        Peers ? "import-peers"
        : Increment ? "increment"
        : Backup ? "backup"
        : Import
            ? Queries ? "all"
                : "import"
        : "queries";

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="BenchmarkException">One is not known or has no fitting value.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (int at = 0; at < arguments.Count; at++)
        {
            string argument = arguments[at];
            string[] pair = argument.Split('=', 2);
            string Value() =>
                pair.Length == 2 ? pair[1]
                : ++at < arguments.Count ? arguments[at]
                : throw new BenchmarkException($"'{argument}' needs a value.");
            options = pair[0] switch
            {
                "all" => options with { Import = true, Queries = true },
                "import" => options with { Import = true, Queries = false },
                "queries" => options with { Import = false, Queries = true },
                "import-peers" => options with { Peers = true },
                "writes" => options with { Writes = true },
                "reads" => options with { Reads = true },
                "increment" => options with { Increment = true },
                "backup" => options with { Backup = true },
                "generate" => options with { Generate = true },
                "--sizes" => options with
                {
                    Sizes =
                    [
                        .. Value()
                            .Split(',')
                            .Select(size => Number(argument, size, LeastPersons, MostPersons)),
                    ],
                },
                "--shrink" => options with { Shrink = Number(argument, Value(), 1, 1_000) },
                "--keys" => options with { Keys = Enum.Parse<KeyKind>(Value()) },
                "--dirty" => options with { Dirty = true },
                "--increment" => options with
                {
                    IncrementPercent = Number(argument, Value(), 0, 99),
                },
                "--stress" => options with { Stress = Enum.Parse<StressShape>(Value()) },
                "--node-modules" => options with { NodeModules = Path.GetFullPath(Value()) },
                "--persons" => options with
                {
                    Persons = Number(argument, Value(), LeastPersons, MostPersons),
                },
                "--repeat" => options with { Repetitions = Number(argument, Value(), 1, 1_000) },
                "--seed" => options with
                {
                    Seed = (ulong)Number(argument, Value(), 0, int.MaxValue),
                },
                "--only" => options with { Only = Value() },
                "--work" => options with { Work = Path.GetFullPath(Value()) },
                _ => throw new BenchmarkException($"'{argument}' is not known.\n\n{Usage}"),
            };
        }
        return options;
    }

    private static int Number(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= least
        && number <= most
            ? number
            : throw new BenchmarkException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{option}' takes a number from {least} to {most}, not '{text}'."
                )
            );
}
