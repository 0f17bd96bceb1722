using Quiver.Storage.FullText;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Tests.Indexes;

/// <summary>Holds a full-text index of a snapshot against the words of all its data.</summary>
internal static class WordComparison
{
    /// <summary>Looks each word up that there is, and one that there is not.</summary>
    public static void Check(Snapshot graph, IndexDefinition index, Random random, string told)
    {
        var words = graph.OpenFullText(index);
        string what = $"{told}: {SchemaText.Describe(index, graph.Tokens)}";
        for (int field = 0; field < index.Keys.Length; field++)
        {
            var expected = WordsOf(graph, index, field, words.Analyzer);
            var known = new SortedSet<string>(StringComparer.Ordinal);
            words.FindWords(field, "", known, CancellationToken.None);
            Assert.Subset(known, expected.Select(static e => e.Word).ToHashSet());
            foreach (string word in known.Append("nowhere"))
            {
                var found = new List<FullTextPosting>();
                words.Find(field, word, found, CancellationToken.None);
                Assert.True(
                    expected
                        .Where(e => e.Word == word)
                        .Select(static e => e.Posting)
                        .SequenceEqual(found),
                    $"{what}, '{word}': {string.Join(',', found)}"
                );
                Assert.True(words.CountOf(field, word) >= found.Count, what);
            }
            var all = new List<long>();
            words.FindAll(field, all, CancellationToken.None);
            var wanted = expected.Select(static e => e.Posting.Id).Distinct();
            Assert.True(wanted.Order().SequenceEqual(all.Order()), what);
            var statistics = words.StatisticsOf(field);
            Assert.True(statistics.Entities >= all.Count, what);
            Assert.True(statistics.AverageLength >= (all.Count == 0 ? 0 : 1), what);
            string prefix = random.Next(2) == 0 ? "a" : "ab";
            var begun = new HashSet<string>();
            words.FindWords(field, prefix, begun, CancellationToken.None);
            Assert.True(
                begun.SetEquals(known.Where(w => w.StartsWith(prefix, StringComparison.Ordinal))),
                what
            );
        }
    }

    /// <summary>What each word of a field must give, by ascending ids.</summary>
    private static List<(string Word, FullTextPosting Posting)> WordsOf(
        Snapshot graph,
        IndexDefinition index,
        int field,
        TextAnalyzer analyzer
    )
    {
        var ids = new HashSet<long>();
        long[] batch = new long[1024];
        foreach (int token in index.Tokens)
        {
            int count =
                index.Entity == EntityKind.Node
                    ? graph.ScanNodes(new(token)).Next(batch)
                    : graph
                        .ScanRelationships(new(token))
                        .Next(batch, new long[1024], new long[1024]);
            Assert.True(count < batch.Length);
            ids.UnionWith(batch[..count]);
        }
        var reader = graph.Reader();
        var all = new List<(string, FullTextPosting)>();
        var words = new List<AnalyzedWord>();
        foreach (long id in ids.Order())
        {
            words.Clear();
            analyzer.Analyze(reader.Property(index.Entity, id, index.Keys[field]), words);
            foreach (var group in words.GroupBy(static w => w.Text))
            {
                all.Add((group.Key, new(id, group.Count(), words.Count)));
            }
        }
        return all;
    }
}
