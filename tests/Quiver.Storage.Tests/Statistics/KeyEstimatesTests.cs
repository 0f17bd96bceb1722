using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Statistics;

public sealed class KeyEstimatesTests
{
    private const int Key = 100;

    [Fact]
    public void Columns_of_any_keys_in_any_order_add_up_by_key()
    {
        var random = new Random(5);
        var estimates = new KeyEstimates();
        var values = new Dictionary<int, long>();
        var distinct = new Dictionary<int, DistinctSketch>();
        for (int column = 0; column < 2_000; column++)
        {
            int key = random.Next(random.Next(3_000) + 1);
            var sketch = new DistinctSketch();
            int rows = 1 + random.Next(40);
            for (int row = 0; row < rows; row++)
            {
                sketch.Add(random.NextInt64());
            }
            estimates.Add(key, rows, sketch);
            values[key] = values.GetValueOrDefault(key) + rows;
            distinct.TryAdd(key, new DistinctSketch());
            distinct[key].Merge(sketch);
        }
        var found = estimates.Estimate();
        Assert.Equal(values.Count, estimates.Count);
        Assert.Equal(values.Keys.Order(), found.Keys);
        Assert.False(found.ContainsKey(values.Keys.Max() + 1));
        foreach (var (key, count) in values)
        {
            Assert.Equal(count, found[key].ValueCount);
            Assert.Equal(Math.Clamp(distinct[key].Estimate(), 1, count), found[key].DistinctCount);
        }
    }

    [Fact]
    public void Columns_that_share_a_block_count_as_each_of_them_alone()
    {
        const int Rounds = 60;
        const int MostKeys = 300;
        var random = new Random(8);
        var together = new KeyEstimates();
        var alone = new KeyEstimates();
        ushort[] registers = new ushort[KeyEstimates.MostFew];
        for (int round = 0; round < Rounds; round++)
        {
            int first = random.Next(MostKeys);
            int rows = 1 + random.Next(32);
            int keys = 2 + random.Next(MostKeys - 2);
            var shared = new List<ushort>();
            for (int key = first; key < first + keys; key++)
            {
                long[] words = [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(50))];
                int count = KeyEstimates.ListWords(words, registers);
                shared.Add((ushort)count);
                shared.AddRange(registers.AsSpan(0, count));
                alone.Add(key, rows, registers.AsSpan(0, count));
            }
            // More room than is needed, or less than there is.
            together.Reserve(first);
            together.AddShared(first, keys, rows, shared.ToArray());
            Assert.Equal(alone.Count, together.Count);
            Assert.Equal(alone.Estimate(), together.Estimate());
        }
    }

    [Fact]
    public void Complete_columns_count_as_others_do()
    {
        const int First = 7;
        const int Columns = 500;
        var random = new Random(9);
        var complete = new KeyEstimates();
        var others = new KeyEstimates();
        ushort[] few = new ushort[KeyEstimates.MostFew];
        ushort[] registers = new ushort[Columns];
        for (int column = 0; column < Columns; column++)
        {
            long[] words = new long[32];
            foreach (ref long word in words.AsSpan())
            {
                word = random.NextInt64(1 + (column / 4));
            }
            registers[column] = (ushort)DistinctSketch.CountRegisters(words);
            int listed = KeyEstimates.ListWords(words, few);
            Assert.Equal(listed, registers[column]);
            others.Add(First + column, words.Length, few.AsSpan(0, listed));
        }
        complete.AddComplete(First, 32, registers);
        // Keys behind them go on as usual.
        complete.Add(First + Columns, 1, few.AsSpan(0, 1));
        others.Add(First + Columns, 1, few.AsSpan(0, 1));
        Assert.Equal(others.Count, complete.Count);
        Assert.Equal(others.Estimate(), complete.Estimate());
        Assert.Equal(others.Estimate(), Restored(complete).Estimate());
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(20, 1)]
    [InlineData(60, 4)]
    [InlineData(95, 2)]
    [InlineData(130, 9)]
    [InlineData(5_000, 7)]
    public void Parts_estimate_as_one_sketch_of_the_whole_and_so_does_what_is_saved(
        int distinct,
        int parts
    )
    {
        var whole = new DistinctSketch();
        var estimates = new KeyEstimates();
        var random = new Random(distinct);
        var sketch = new DistinctSketch();
        for (int part = 0; part < parts; part++)
        {
            sketch.Clear();
            for (int i = 0; i < distinct; i++)
            {
                long word = random.Next(2) == 0 ? random.Next(distinct) : i;
                sketch.Add(word);
                whole.Add(word);
            }
            estimates.Add(Key, distinct, sketch);
            // Another key's registers lie behind those of this one.
            estimates.Add(part, 1, sketch);
            var found = estimates.Estimate()[Key];
            Assert.Equal(distinct * (part + 1L), found.ValueCount);
            Assert.Equal(Math.Clamp(whole.Estimate(), 1, found.ValueCount), found.DistinctCount);
            var restored = Restored(estimates);
            Assert.Equal(part + 2, restored.Count);
            Assert.Equal(estimates.Estimate(), restored.Estimate());
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(20, 12)]
    [InlineData(64, 2)]
    public void Columns_of_few_words_add_up_as_one_sketch_of_all_words(int words, int columns)
    {
        var random = new Random(words);
        for (int distinct = 1; distinct <= 1_000_000; distinct *= 10)
        {
            var whole = new DistinctSketch();
            var estimates = new KeyEstimates();
            for (int column = 0; column < columns; column++)
            {
                long[] shown = new long[words];
                foreach (ref long word in shown.AsSpan())
                {
                    word = random.Next(distinct);
                    whole.Add(word);
                }
                ushort[] few = new ushort[KeyEstimates.MostFew];
                estimates.Add(Key, words, few.AsSpan(0, KeyEstimates.ListWords(shown, few)));
                long values = words * (column + 1L);
                Assert.Equal(
                    new PropertyEstimate(values, Math.Clamp(whole.Estimate(), 1, values)),
                    estimates.Estimate()[Key]
                );
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(32, 5)]
    [InlineData(90, 1_000_000)]
    public void A_few_words_set_the_registers_that_a_sketch_of_them_has(int count, int distinct)
    {
        var random = new Random(count);
        for (int round = 0; round < 100; round++)
        {
            var sketch = new DistinctSketch();
            long[] words = new long[count];
            for (int i = 0; i < count; i++)
            {
                words[i] = random.Next(distinct);
                sketch.Add(words[i]);
            }
            ushort[] listed = new ushort[KeyEstimates.MostFew];
            ushort[] expected = new ushort[KeyEstimates.MostFew];
            int found = KeyEstimates.ListWords(words, listed);
            Assert.Equal(KeyEstimates.List(sketch, expected), found);
            Assert.Equal(expected[..found], listed[..found].Order());
        }
    }

    private static KeyEstimates Restored(KeyEstimates estimates)
    {
        using var memory = new MemoryStream();
        using var output = new BinaryWriter(memory);
        estimates.WriteTo(output);
        output.Flush();
        memory.Position = 0;
        using var input = new BinaryReader(memory);
        var restored = KeyEstimates.Read(input);
        Assert.Equal(memory.Length, memory.Position);
        return restored;
    }
}
