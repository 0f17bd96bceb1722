using Quiver.Cypher.Execution.Keys;

namespace Quiver.Cypher.Execution.Tests.Keys;

public sealed class WordIndexTests
{
    [Fact]
    public void Tables_that_grow_and_are_given_back_in_turn_hold_what_dictionaries_hold()
    {
        var random = new Random(42);
        var tables = Enumerable.Range(0, 3).Select(static _ => new WordIndex()).ToArray();
        var models = tables.Select(static _ => new Dictionary<long, int>()).ToArray();
        for (int round = 0; round < 60; round++)
        {
            int which = random.Next(tables.Length);
            var (table, model) = (tables[which], models[which]);
            if (random.Next(5) == 0)
            {
                // What is given back here is taken by whichever table grows next.
                table.Release();
                model.Clear();
            }
            for (int i = random.Next(6_000); i > 0; i--)
            {
                long word = random.NextInt64(-20_000, 20_000);
                bool isNew = model.TryAdd(word, model.Count);
                Assert.Equal(model[word], table.FindOrAdd(word, model.Count - 1, out bool added));
                Assert.Equal(isNew, added);
            }
            for (int t = 0; t < tables.Length; t++)
            {
                Assert.Equal(models[t].Count, tables[t].Count);
                Assert.Equal(models[t].Keys.Order(), tables[t].Words().Order());
                Assert.Equal(
                    models[t].OrderBy(static pair => pair.Value).Select(static pair => pair.Key),
                    tables[t].WordsByNumber()
                );
                for (int i = 0; i < 200; i++)
                {
                    long word = random.NextInt64(-25_000, 25_000);
                    Assert.Equal(models[t].GetValueOrDefault(word, -1), tables[t].Find(word));
                }
            }
        }
    }
}
