using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Reads;

/// <summary>
/// The queries and their paraphrases: over the graph as it was imported, after one in a hundred nodes and relationships was changed by Cypher, and after the checkpoint that followed.
/// </summary>
internal sealed class ParaphraseBenchmark(QuiverProgram program, GraphShape shape, int rounds)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    // What changes the graph runs for the first time then: compiling that would take the core that the aggregations' second half needs.
    private static readonly TimeSpan AfterChanges = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    // Answers stay what they were: a property that nobody asks for, and relationships in place of equal ones.
    private static readonly string[] Changes =
    [
        "MATCH (n) WHERE id(n) % 100 = 7 SET n.touched = 1",
        "MATCH (a)-[k:KNOWS]->(b) WHERE id(k) % 100 = 7 WITH a, b, k, k.since AS since DELETE k CREATE (a)-[:KNOWS {since: since}]->(b)",
        "MATCH (a)-[k:LIKES]->(b) WHERE id(k) % 100 = 7 DELETE k CREATE (a)-[:LIKES]->(b)",
    ];

    private readonly Dictionary<string, List<long>> _answers = new(StringComparer.Ordinal);

    public MarkdownTable Run(IReadOnlyList<ReadCase> cases)
    {
        using var quiver = new QuiverReads(program);
        quiver.WarmUp(shape, cases, ReadBenchmark.ServerWarmUp);
        var before = MeasureAll(quiver, cases);
        foreach (string change in Changes)
        {
            quiver.Do(change);
        }
        quiver.WarmUp(shape, cases, AfterChanges);
        var changed = MeasureAll(quiver, cases);
        quiver.Do("CALL db.checkpoint()");
        quiver.WarmUp(shape, cases, AfterChanges);
        var written = MeasureAll(quiver, cases);
        quiver.Stop();
        var table = new MarkdownTable(
            FormattableString.Invariant($"N = {shape.Persons:N0}"),
            "as imported, µs",
            ": the original",
            "1 % changed, µs",
            ": as imported",
            "after a checkpoint, µs",
            ": as imported"
        );
        foreach (var what in cases)
        {
            double original = before[(what.Name, "")];
            foreach (string way in (string[])["", .. what.Paraphrases.Select(static p => p.Way)])
            {
                double clean = before[(what.Name, way)];
                table.Row(
                    way.Length == 0 ? $"**{what.Name}**" : way,
                    Number(clean),
                    Ratio(clean / original),
                    Number(changed[(what.Name, way)]),
                    Ratio(changed[(what.Name, way)] / clean),
                    Number(written[(what.Name, way)]),
                    Ratio(written[(what.Name, way)] / clean)
                );
            }
        }
        table.Note(
            $"Medians of {rounds} rounds of up to {Round.TotalSeconds:0.0} s, after {ReadBenchmark.ServerWarmUp.TotalSeconds:0} s of all texts in turn, and {AfterChanges.TotalSeconds:0} s more after the changes and after the checkpoint; all texts of a query gave equal answers throughout."
        );
        return table;
    }

    private Dictionary<(string Case, string Way), double> MeasureAll(
        QuiverReads quiver,
        IReadOnlyList<ReadCase> cases
    )
    {
        var medians = new Dictionary<(string, string), double>();
        foreach (var what in cases)
        {
            ReadParaphrase[] texts = [new("", what.Cypher), .. what.Paraphrases];
            var times = texts.Select(static _ => new List<double>()).ToArray();
            var parameters = new ReadParameters(shape, what);
            for (int round = 0; round <= rounds; round++)
            {
                var values = parameters.Take(what.Repetitions);
                for (int i = 0; i < texts.Length; i++)
                {
                    var limit = round == 0 ? WarmUp : Round;
                    var result = quiver.Run(texts[i].Cypher, what.Parameters, values, limit);
                    Compare(what, texts[i], round, result.Checks);
                    times[i].AddRange(round == 0 ? [] : result.Microseconds);
                }
            }
            for (int i = 0; i < texts.Length; i++)
            {
                medians[(what.Name, texts[i].Way)] = new Distribution(times[i]).Median;
            }
            Console.Error.WriteLine($"paraphrases of '{what.Name}'");
        }
        return medians;
    }

    /// <summary>All texts, before and after the changes, are given the same parameters in the same rounds.</summary>
    private void Compare(ReadCase what, ReadParaphrase text, int round, List<long> checks)
    {
        string key = FormattableString.Invariant($"{what.Name} {round}");
        if (!_answers.TryGetValue(key, out var known))
        {
            _answers.Add(key, known = []);
        }
        int common = Math.Min(known.Count, checks.Count);
        for (int i = 0; i < common; i++)
        {
            if (known[i] != checks[i])
            {
                throw new BenchmarkException(
                    FormattableString.Invariant(
                        $"'{text.Cypher}' answers {checks[i]} where {known[i]} was answered."
                    )
                );
            }
        }
        known.AddRange(checks.Skip(common));
    }

    private static string Number(double value) =>
        value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) =>
        value.ToString("0.00", CultureInfo.InvariantCulture);
}
