using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;
using Quiver.Engine;
using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Benchmarks.Reads;

/// <summary>What the queries allocate for a row that their operators hand on, the engine in this process: all threads' objects, small and large.</summary>
internal sealed class ReadAllocations(QuiverProgram program, GraphShape shape)
{
    // The first runs fill caches; so many are measured after as many.
    private const int MostRuns = 50;
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(300);

    /// <summary>Measures cases, each with its paraphrases.</summary>
    public MarkdownTable Run(IReadOnlyList<ReadCase> cases)
    {
        var table = new MarkdownTable(
            FormattableString.Invariant($"N = {shape.Persons:N0}: a run"),
            "rows and accesses",
            "bytes allocated",
            "for each",
            "paraphrases, most for each"
        );
        var engine = QuiverEngine.Open(
            new EngineOptions
            {
                Home = program.Home,
                FileSystem = PosixFileSystem.Instance,
                DefaultDatabase = QuiverProgram.Database,
            }
        );
        try
        {
            var session = engine.OpenSession(engine.Authenticate(AuthToken.None));
            foreach (var what in cases)
            {
                var (handled, bytes) = Measure(session, what, what.Cypher);
                double most = what
                    .Paraphrases.Select(p => Measure(session, what, p.Cypher))
                    .Max(static m => m.Bytes / m.Handled);
                table.Row(
                    what.Name,
                    handled.ToString("N0", CultureInfo.InvariantCulture),
                    bytes.ToString("N0", CultureInfo.InvariantCulture),
                    (bytes / handled).ToString("N1", CultureInfo.InvariantCulture),
                    most.ToString("N1", CultureInfo.InvariantCulture)
                );
                Console.Error.WriteLine($"allocations of '{what.Name}'");
            }
            SynchronousWait.For(session.DisposeAsync());
        }
        finally
        {
            SynchronousWait.For(engine.DisposeAsync());
        }
        table.Note(
            "Rows that the operators of a plan hand on and their accesses to the store, by PROFILE; bytes of a run without it, the mean of up to 50 runs with other parameters each time, all threads."
        );
        return table;
    }

    private (double Handled, double Bytes) Measure(
        EngineSession session,
        ReadCase what,
        string text
    )
    {
        var values = new ReadParameters(shape, what).Take(MostRuns);
        var parameters = values.Select(v => Parameters(what, v)).ToList();
        double handled = parameters
            .Take(MostRuns / 10)
            .Average(p => Handled(Run(session, "PROFILE " + text, p).Plan!));
        long before = 0;
        int runs = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            before = GC.GetTotalAllocatedBytes(precise: true);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            for (runs = 0; runs < MostRuns && watch.Elapsed < Time; runs++)
            {
                Run(session, text, parameters[runs]);
            }
        }
        return (handled, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / runs);
    }

    private static double Handled(PlanDescription plan) =>
        plan.Profile!.Value.Rows
        + plan.Profile.Value.DbHits
        + plan.Children.Sum(static child => Handled(child));

    private static MapValue Parameters(ReadCase what, long[] values)
    {
        var entries = what
            .Parameters.Select((name, i) => KeyValuePair.Create(name, Value.Integer(values[i])))
            .ToList();
        if (values.Length == 1)
        {
            entries.Add(
                KeyValuePair.Create(
                    what.Parameters[0] + "s",
                    Value.List([Value.Integer(values[0])])
                )
            );
        }
        return new MapValue(entries);
    }

    private static QuerySummary Run(EngineSession session, string text, MapValue parameters)
    {
        var request = new RunRequest { Query = text, Parameters = parameters };
        var cursor = SynchronousWait.ResultOf(session.RunAsync(request));
        try
        {
            while (SynchronousWait.ResultOf(cursor.NextBatchAsync(Batch.Capacity)) is not null)
            {
                // Nothing is done with the rows.
            }
            return cursor.Summary;
        }
        finally
        {
            SynchronousWait.For(cursor.DisposeAsync());
        }
    }
}
