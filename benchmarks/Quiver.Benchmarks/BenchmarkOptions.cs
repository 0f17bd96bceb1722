using System.Globalization;

namespace Quiver.Benchmarks;

/// <summary>What a benchmark was asked for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        benchmarks/run import|queries|all [options]

          import    generate the graph, import it, check the database
          queries   serve the database, measure its start and the read queries
          all       both (the default)

          --persons N     size of the graph: N persons, 10 N posts, about 60 N relationships (100000)
          --repeat K      how often to import and to start a server (5)
          --only TEXT     only the queries whose name contains this
          --seed S        seed of the generated graph (42)
          --work FOLDER   where the graph and the database are kept (out/benchmarks)

        Progress goes to standard error, the report as Markdown to standard output.
        """;

    private const int LeastPersons = 1_000;
    private const int MostPersons = 20_000_000;

    public bool Import { get; init; } = true;

    public bool Queries { get; init; } = true;

    public int Persons { get; init; } = 100_000;

    public int Repetitions { get; init; } = 5;

    public string Only { get; init; } = "";

    public ulong Seed { get; init; } = 42;

    public string Work { get; init; } = Path.Join(Root, "out", "benchmarks");

    /// <summary>The folder of the repository, which the script names.</summary>
    public static string Root =>
        Environment.GetEnvironmentVariable("BENCHMARK_ROOT") ?? Environment.CurrentDirectory;

    /// <summary>The options as a line of a report.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Import ? Queries ? "all" : "import" : "queries")}, {Persons:N0} persons, seed {Seed}, {Repetitions} repetitions of import and start"
        );

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
