using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Statistics;

public sealed class MergedSketchTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(20, 1)]
    [InlineData(60, 4)]
    [InlineData(95, 2)]
    [InlineData(130, 9)]
    [InlineData(5_000, 7)]
    public void Parts_estimate_as_one_sketch_of_the_whole_also_when_saved_midway(
        int distinct,
        int parts
    )
    {
        var whole = new DistinctSketch();
        var merged = new MergedSketch();
        var random = new Random(distinct);
        for (int part = 0; part < parts; part++)
        {
            var sketch = new DistinctSketch();
            for (int i = 0; i < distinct; i++)
            {
                long word = random.Next(2) == 0 ? random.Next(distinct) : i;
                sketch.Add(word);
                whole.Add(word);
            }
            merged.Merge(sketch);
            merged = Restored(merged);
            Assert.Equal(whole.Estimate(), merged.Estimate());
        }
    }

    private static MergedSketch Restored(MergedSketch sketch)
    {
        using var memory = new MemoryStream();
        using var output = new BinaryWriter(memory);
        sketch.WriteTo(output);
        output.Flush();
        memory.Position = 0;
        using var input = new BinaryReader(memory);
        var restored = MergedSketch.Read(input);
        Assert.Equal(memory.Length, memory.Position);
        return restored;
    }
}
