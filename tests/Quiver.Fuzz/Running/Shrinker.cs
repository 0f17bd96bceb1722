using System.Diagnostics;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Reference;

namespace Quiver.Fuzz.Running;

/// <summary>Makes a query and a graph that show a difference as small as it can.</summary>
/// <param name="isDifferent">Whether a query over a graph shows the difference.</param>
/// <param name="generate">The query of a record of decisions.</param>
internal sealed class Shrinker(
    Func<PlainGraph, FuzzQuery, Task<bool>> isDifferent,
    Func<Choices, FuzzQuery> generate
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The smallest graph and query found.</summary>
    public async Task<(PlainGraph Graph, FuzzQuery Query)> ShrinkAsync(
        PlainGraph graph,
        IReadOnlyList<int> record
    )
    {
        var query = await ShrinkQueryAsync(graph, [.. record]);
        graph = await ShrinkGraphAsync(graph, query.Query);
        query = await ShrinkQueryAsync(graph, query.Record);
        return (await ShrinkGraphAsync(graph, query.Query), query.Query);
    }

    private async Task<(List<int> Record, FuzzQuery Query)> ShrinkQueryAsync(
        PlainGraph graph,
        List<int> record
    )
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var query = generate(new Choices(record));
        bool isBetter = true;
        while (isBetter && _clock.Elapsed < Patience)
        {
            isBetter = false;
            foreach (var candidate in Smaller(record))
            {
                var other = generate(new Choices(candidate));
                if (
                    other.ToString().Length <= query.ToString().Length
                    && tried.Add(other.ToString())
                    && other != query
                    && await isDifferent(graph, other)
                )
                {
                    record = candidate;
                    query = other;
                    isBetter = true;
                    break;
                }
            }
        }
        return (record, query);
    }

    private IEnumerable<List<int>> Smaller(List<int> record)
    {
        for (int size = Math.Max(1, record.Count / 2); size > 0; size /= 2)
        {
            for (int at = 0; at < record.Count && _clock.Elapsed < Patience; at += size)
            {
                int count = Math.Min(size, record.Count - at);
                yield return [.. record[..at], .. record[(at + count)..]];
                if (record[at..(at + count)].Exists(c => c != 0))
                {
                    yield return [.. record[..at], .. new int[count], .. record[(at + count)..]];
                }
            }
        }
    }

    private async Task<PlainGraph> ShrinkGraphAsync(PlainGraph graph, FuzzQuery query)
    {
        bool isBetter = true;
        while (isBetter && _clock.Elapsed < 3 * Patience)
        {
            isBetter = false;
            foreach (var candidate in Smaller(graph))
            {
                if (_clock.Elapsed < 3 * Patience && await isDifferent(candidate, query))
                {
                    graph = candidate;
                    isBetter = true;
                    break;
                }
            }
        }
        return graph;
    }

    private static IEnumerable<PlainGraph> Smaller(PlainGraph graph)
    {
        PlainGraph With(Action<PlainGraph> change)
        {
            var copy = graph.Copy();
            change(copy);
            return copy;
        }
        foreach (long id in graph.Nodes.Keys)
        {
            if (graph.Nodes.Count > 1)
            {
                yield return With(copy =>
                {
                    copy.Nodes.Remove(id);
                    foreach (var r in graph.Relationships.Values)
                    {
                        if (r.Start == id || r.End == id)
                        {
                            copy.Relationships.Remove(r.Id);
                        }
                    }
                });
            }
        }
        foreach (long id in graph.Relationships.Keys)
        {
            yield return With(copy => copy.Relationships.Remove(id));
        }
        foreach (var node in graph.Nodes.Values)
        {
            foreach (string key in node.Properties.Keys)
            {
                yield return With(copy => copy.Nodes[node.Id].Properties.Remove(key));
            }
            foreach (string label in node.Labels)
            {
                yield return With(copy => copy.Nodes[node.Id].Labels.Remove(label));
            }
        }
        foreach (var r in graph.Relationships.Values)
        {
            foreach (string key in r.Properties.Keys)
            {
                yield return With(copy => copy.Relationships[r.Id].Properties.Remove(key));
            }
        }
    }
}
