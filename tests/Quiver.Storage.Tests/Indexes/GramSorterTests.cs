using System.Buffers;
using System.Text;
using Quiver.Storage.Indexes;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Indexes;

/// <summary>The sorted entries of a text index are those of a plain sorted set, whatever the memory, the order of ids and the texts.</summary>
public sealed class GramSorterTests
{
    private static readonly int Rounds = Nightly.Times(300, 10_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Entries_are_those_of_a_sorted_set()
    {
        int seed = Random.Shared.Next();
        for (int i = 0; i < Rounds; i++, seed++)
        {
            var random = new Random(seed);
            var texts = AnyTexts(random);
            long memory = random.Next(3) == 0 ? long.MaxValue : random.Next(1, 1 << 16);
            var space = random.Next(2) == 0 ? SortingSpace.Memory : InFiles(seed, memory);
            Assert.True(Wanted(texts).SequenceEqual(Sorted(space, texts)), $"seed {seed}");
        }
    }

    [Fact]
    public void A_text_longer_than_the_memory_goes_in_pieces()
    {
        var random = new Random(7);
        byte[] text = new byte[100_000];
        random.NextBytes(text);
        (byte[], long)[] texts = [(text, 3), ([], 4), (text[..5], 5)];
        Assert.Equal(Wanted(texts), Sorted(InFiles(1, 1), texts));
    }

    [Fact]
    public void Ids_may_be_as_far_apart_as_ids_can_be()
    {
        (byte[], long)[] texts =
        [
            ("abc"u8.ToArray(), (1L << 52) - 1),
            ("abc"u8.ToArray(), 0),
            ("abd"u8.ToArray(), 1L << 41),
        ];
        Assert.Equal(Wanted(texts), Sorted(SortingSpace.Memory, texts));
        Assert.Equal(Wanted(texts), Sorted(InFiles(1, 1), texts));
    }

    private static SortingSpace InFiles(int seed, long memory)
    {
        var files = new SimulatedFileSystem(seed);
        files.CreateDirectory("/disk");
        return new(files, "/disk/sort", memory);
    }

    private static (byte[] Text, long Id)[] AnyTexts(Random random)
    {
        var texts = new (byte[], long)[random.Next(1 << random.Next(1, 9))];
        long range = 1L << random.Next(1, 52);
        int alphabet = random.Next(1, 30);
        for (int i = 0; i < texts.Length; i++)
        {
            var text = new StringBuilder();
            for (int n = random.Next(1 << random.Next(8)); n > 0; n--)
            {
                text.Append((char)('a' + random.Next(alphabet)));
            }
            text.Append(random.Next(4) == 0 ? "é€😀" : "");
            texts[i] = (Encoding.UTF8.GetBytes(text.ToString()), random.NextInt64(range));
        }
        if (random.Next(3) > 0)
        {
            Array.Sort(texts, (a, b) => a.Item2.CompareTo(b.Item2));
        }
        return texts;
    }

    private static List<(int Gram, long Id)> Wanted((byte[] Text, long Id)[] texts)
    {
        var entries = new SortedSet<(int, long)>();
        foreach (var (text, id) in texts)
        {
            byte[] marked = TextGrams.Marked(text, atBegin: true, atEnd: true);
            for (int i = 0; i + 2 < marked.Length; i++)
            {
                entries.Add((marked[i] << 16 | marked[i + 1] << 8 | marked[i + 2], id));
            }
        }
        return [.. entries];
    }

    private static List<(int Gram, long Id)> Sorted(
        SortingSpace space,
        (byte[] Text, long Id)[] texts
    )
    {
        using var sorter = new GramSorter(space);
        foreach (var (text, id) in texts)
        {
            sorter.Add(text, id);
        }
        var output = new ArrayBufferWriter<byte>();
        sorter.WriteTo(output, Cancellation);
        using var run = IndexRun.Open(output.WrittenSpan.ToArray(), "sorted");
        Assert.Equal(run.EntryCount, sorter.EntryCount);
        var entries = new List<(int, long)>();
        var cursor = new IndexRunCursor(run) { ReadsKeys = true };
        cursor.Start(0, run.EntryCount, isBackwards: false);
        for (; cursor.Remaining > 0; cursor.Next())
        {
            var key = cursor.Key.Span;
            entries.Add((key[0] << 16 | key[1] << 8 | key[2], cursor.Id));
        }
        return entries;
    }
}
