using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Reads;

/// <summary>Each query as the first one of a server that has just been started.</summary>
internal sealed class FirstQueries(QuiverProgram program, GraphShape shape)
{
    public MarkdownTable Run(IReadOnlyList<ReadCase> cases)
    {
        var table = new MarkdownTable("after a start, ms", "first", "second", "tenth");
        foreach (var what in cases)
        {
            using var quiver = new QuiverReads(program);
            var parameters = new ReadParameters(shape, what).Take(10);
            var times = quiver.Run(what, parameters, TimeSpan.MaxValue).Microseconds;
            table.Row([
                what.Name,
                .. new[] { times[0], times[1], times[^1] }.Select(static t =>
                    (t / 1_000).ToString("0.0", CultureInfo.InvariantCulture)
                ),
            ]);
            quiver.Stop();
        }
        table.Note("A server of its own for each query; files in the page cache; one start each.");
        return table;
    }
}
