using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Increments;

/// <summary>Incremental imports beside full ones, beside readers and writers, and beside Cypher.</summary>
internal sealed class IncrementBenchmark(BenchmarkOptions options, QuiverProgram program)
{
    private const string Imports = "imports";
    private const string Serving = "serving";
    private const string Pauses = "pauses";
    private const string Cypher = "cypher";
    private const int SmallPercent = 1;
    private const int LargePercent = 10;
    private const double Start = 0.3;
    private const double SmallShare = 0.1;
    private const double LargeShare = 0.3;

    /// <summary>Runs the parts that were asked for.</summary>
    public IEnumerable<MarkdownTable> Run()
    {
        var none = Split(0);
        var small = Split(SmallPercent);
        var large = Split(LargePercent);
        if (IsWanted(Imports))
        {
            yield return MeasureImports(none, small, large);
        }
        if (IsWanted(Serving))
        {
            yield return new ServingDuringBuild(options, large).Run();
        }
        if (IsWanted(Pauses))
        {
            yield return new MergePauses(options, large).Run();
        }
        if (IsWanted(Cypher))
        {
            yield return new CypherIncrement(options, large).Run();
        }
    }

    private bool IsWanted(string part) => options.Only.Length == 0 || options.Only == part;

    private IncrementedDatabase Split(int percent)
    {
        GeneratorProcess.Run(
            options,
            "--persons",
            options.Persons.ToString(CultureInfo.InvariantCulture),
            "--increment",
            percent.ToString(CultureInfo.InvariantCulture)
        );
        var shape = new GraphShape(options.Persons, options.Seed);
        var graph = GraphFiles.Read(options.Work, shape, KeyKind.Number);
        return new(program, SplitFiles.Read(graph.Folder, percent));
    }

    private MarkdownTable MeasureImports(
        IncrementedDatabase none,
        IncrementedDatabase small,
        IncrementedDatabase large
    )
    {
        var full = new ImportTimes("full import, with two uniqueness constraints");
        var empty = new ImportTimes("increment without rows");
        var one = new ImportTimes("increment of 1 % of the persons");
        var before = new ImportTimes("full import of the other 90 %");
        var ten = new ImportTimes("increment of 10 % of the persons");
        var load = MachineLoad.Begin();
        var own = TimeSpan.Zero;
        foreach (var database in (IncrementedDatabase[])[none, small, large])
        {
            database.Files.Warm();
        }
        for (int round = 0; round < options.Repetitions; round++)
        {
            full.Add(Counted(none.ImportBefore()));
            empty.Add(Counted(none.Add()));
            none.Check(isMerged: true);
            small.ImportBefore();
            one.Add(Counted(small.Add()));
            small.Check(isMerged: true);
            before.Add(Counted(large.ImportBefore()));
            ten.Add(Counted(large.Add()));
            large.Check(isMerged: true);
        }
        var table = new MarkdownTable(ImportTimes.Heads);
        full.Report(table);
        before.Report(table);
        empty.Report(table, Start, full.Peak);
        one.Report(table, (SmallShare * full.Wall) + Start, full.Peak);
        ten.Report(table, (LargeShare * full.Wall) + Start, full.Peak);
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Repetitions} rounds in turn, no server, every database checked afterwards. 1 % are {small.Files.NewNodes:N0} nodes and {small.Files.NewRelationships:N0} relationships, 10 % {large.Files.NewNodes:N0} and {large.Files.NewRelationships:N0}, of {none.Files.Nodes:N0} and {none.Files.Relationships:N0}. Others kept {load.OtherCores(own):0.0} cores busy, checks and imports that are not listed included."
            )
        );
        return table;

        ProcessUsage Counted(ProcessUsage usage)
        {
            own += usage.Processor;
            return usage;
        }
    }
}
