using Quiver.Foundation.IO;
using Quiver.Import.Ids;
using Quiver.Storage;

namespace Quiver.Import.Tests.Ids;

public sealed class IdMapTests : IDisposable
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    private readonly string _folder = Directory.CreateTempSubdirectory("quiver-ids").FullName;

    /// <summary>Bits of a text's hash that count: all, a few hundred values, and only one.</summary>
    private static readonly ulong[] Masks = [ulong.MaxValue, 0xFF00_0000_0000_0000, 0];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void Behaves_as_a_dictionary_that_keeps_the_first_whatever_the_memory(
        bool isText,
        int mask
    )
    {
        var random = new Random(mask + 17);
        // Where all texts share one hash every lookup compares them all: fewer and smaller rounds.
        int rounds = mask == 2 ? 4 : 12;
        int disks = 0;
        for (int round = 0; round < rounds; round++)
        {
            using var map = new IdMap(isText, new IdHash((ulong)random.NextInt64(), Masks[mask]));
            long limit = round % 4 == 0 ? long.MaxValue : 1L << random.Next(0, 20);
            map.Limit(new IdMemory(limit), Files, PathOf($"r{mask}-{round}"));
            map.Reserve(random.Next(0, 10_000));
            var expected = Fill(map, random, isText, mask == 2 ? 200 : 2000);
            disks += map.IsOnDisk ? 1 : 0;
            map.Seal();
            Assert.Equal(expected.Count, map.Count);
            CheckAll(map, expected, random, isText);

            string path = PathOf($"saved{mask}-{round}");
            map.Save(Files, path);
            CheckAll(map, expected, random, isText);
            using var loaded = new IdMap(isText);
            loaded.Limit(
                new IdMemory(round % 2 == 0 ? long.MaxValue : 1),
                Files,
                PathOf($"l{mask}-{round}")
            );
            loaded.Load(Files, path);
            Assert.Equal(round % 2 != 0 && expected.Count > 0, loaded.IsOnDisk);
            Assert.Equal(expected.Count, loaded.Count);
            CheckAll(loaded, expected, random, isText);
        }
        Assert.InRange(disks, 1, rounds - 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Maps_share_a_memory_and_the_largest_goes_to_disk_first(bool isText)
    {
        var random = new Random(3);
        var memory = new IdMemory(isText ? 1_000_000 : 400_000);
        using var small = new IdMap(isText);
        using var large = new IdMap(isText);
        small.Limit(memory, Files, PathOf("small"));
        large.Limit(memory, Files, PathOf("large"));
        var expectedSmall = new Dictionary<long, long>();
        var expectedLarge = new Dictionary<long, long>();
        long next = AddBatch(small, expectedSmall, 0, Sequence(1, 500), isText);
        for (int batch = 0; batch < 90; batch++)
        {
            next = AddBatch(large, expectedLarge, next, Sequence(batch * 500, 500), isText);
            Assert.InRange(memory.UsedBytes, 0, memory.LimitBytes);
        }
        Assert.False(small.IsOnDisk);
        Assert.True(large.IsOnDisk);
        small.Seal();
        large.Seal();
        CheckAll(small, expectedSmall, random, isText);
        CheckAll(large, expectedLarge, random, isText);
    }

    [Fact]
    public void Ten_thousand_copies_of_one_id_are_one_node_on_disk_too()
    {
        using var map = new IdMap(isText: true);
        map.Limit(new IdMemory(1), Files, PathOf("copies"));
        var duplicates = new List<DuplicateId>();
        for (int batch = 0; batch < 10; batch++)
        {
            using var column = IdColumns.OfText([.. Enumerable.Repeat("same", 1000)]);
            map.Add(column, 5 + batch, duplicates);
        }
        Assert.Equal(9_999, duplicates.Count);
        Assert.All(duplicates, duplicate => Assert.Equal(5, duplicate.FirstNode));
        Assert.Equal(1, map.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_unknown_id_with_the_hash_of_a_known_one_is_not_found(bool isOnDisk)
    {
        // No bit of the hash counts: all texts have the same.
        using var map = new IdMap(isText: true, new IdHash(7, TextMask: 0));
        map.Limit(new IdMemory(long.MaxValue), Files, PathOf("same"));
        using var known = IdColumns.OfText(["emil", "laurence", "emil2", ""]);
        map.Add(known, 0, []);
        if (isOnDisk)
        {
            map.Spill();
        }
        map.Seal();
        Assert.Equal(isOnDisk, map.IsOnDisk);
        using var asked = IdColumns.OfText(["emi", "laurence", "emil3", "Emil", "emil", "emil22"]);
        var nodes = new long[6];
        map.Find(asked, nodes);
        Assert.Equal([-1, 1, -1, -1, 0, -1], nodes);
    }

    [Fact]
    public void Unknown_ids_are_not_found_in_an_empty_map()
    {
        foreach (bool isText in (bool[])[false, true])
        {
            using var map = new IdMap(isText);
            map.Seal();
            CheckLookups(map, [], [0, 1, null], isText);
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_wherever_the_damage_is()
    {
        string path = PathOf("damaged");
        using (var map = new IdMap(isText: true))
        {
            AddBatch(map, [], 0, Sequence(0, 200), isText: true);
            map.Seal();
            map.Save(Files, path);
        }
        byte[] good = File.ReadAllBytes(path);
        var random = new Random(1);
        for (int i = 0; i < 60; i++)
        {
            byte[] bad = [.. good];
            int at = i < 32 ? i * 2 : random.Next(good.Length);
            bad[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, i % 10 == 9 ? good[..at] : bad);
            using var map = new IdMap(isText: true);
            Assert.Throws<CorruptionException>(() => map.Load(Files, path));
        }
        File.WriteAllBytes(path, good);
        using var integers = new IdMap(isText: false);
        Assert.Throws<CorruptionException>(() => integers.Load(Files, path));
    }

    [Fact]
    public void Integers_that_are_entered_by_themselves_stay_behind_those_of_rows()
    {
        var random = new Random(23);
        using var map = new IdMap(isText: false);
        var expected = Fill(map, random, isText: false, 500);
        for (int round = 0; round < 5; round++)
        {
            long[] ids =
            [
                .. expected.Keys.Take(50),
                .. Enumerable.Range(0, random.Next(2000)).Select(_ => random.NextInt64()),
            ];
            Assert.True(map.TryMakeRoom(ids.Length, 2));
            map.AddMissing(ids, [.. ids.Select((_, i) => (1L << 48) + i)]);
            for (int i = 0; i < ids.Length; i++)
            {
                expected.TryAdd(ids[i], (1L << 48) + i);
            }
        }
        map.Seal();
        Assert.Equal(expected.Count, map.Count);
        CheckAll(map, expected, random, isText: false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_memory_is_short_there_is_no_room_for_more(bool isText)
    {
        using var map = new IdMap(isText);
        map.Limit(new IdMemory(1 << 20), Files, PathOf("none"));
        Assert.Equal(!isText, map.TryMakeRoom(1000, 2));
        Assert.False(map.TryMakeRoom(1_000_000, 2));
        map.Seal();
        Assert.False(map.IsOnDisk);
    }

    private static Dictionary<long, long> Fill(
        IdMap map,
        Random random,
        bool isText,
        int largestBatch
    )
    {
        var expected = new Dictionary<long, long>();
        long range = 1L << random.Next(8, 62);
        long next = random.Next(3);
        for (int batch = 0; batch < 20; batch++)
        {
            var ids = RandomIds(random, range, random.Next(largestBatch));
            next = AddBatch(map, expected, next, ids, isText);
        }
        return expected;
    }

    private static long AddBatch(
        IdMap map,
        Dictionary<long, long> expected,
        long next,
        long?[] ids,
        bool isText
    )
    {
        var duplicates = new List<DuplicateId>();
        var expectedDuplicates = new List<DuplicateId>();
        using var column = IdColumns.Of(ids, isText);
        map.Add(column, next, duplicates);
        for (int row = 0; row < ids.Length; row++)
        {
            if (ids[row] is not { } id || expected.TryAdd(id, next))
            {
                next++;
            }
            else
            {
                expectedDuplicates.Add(new DuplicateId(row, expected[id]));
            }
        }
        Assert.Equal(expectedDuplicates, duplicates);
        return next;
    }

    private static void CheckAll(
        IdMap map,
        Dictionary<long, long> expected,
        Random random,
        bool isText
    )
    {
        long?[] all = [.. expected.Keys.Select(id => (long?)id)];
        random.Shuffle(all);
        CheckLookups(map, expected, all, isText);
        CheckLookups(map, expected, [.. all.Take(3)], isText);
        CheckLookups(map, expected, RandomIds(random, 1L << random.Next(1, 62), 500), isText);
        CheckLookups(map, expected, [], isText);
    }

    private static void CheckLookups(
        IdMap map,
        Dictionary<long, long> expected,
        long?[] ids,
        bool isText
    )
    {
        using var column = IdColumns.Of(ids, isText);
        var nodes = new long[ids.Length];
        map.Find(column, nodes);
        Assert.Equal(
            ids.Select(id => id is { } known ? expected.GetValueOrDefault(known, -1) : -1),
            nodes
        );
    }

    private static long?[] Sequence(long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (long?)(first + i))];

    private static long?[] RandomIds(Random random, long range, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => random.Next(20) == 0 ? (long?)null : random.NextInt64(-range, range)),
        ];

    private string PathOf(string name) => Path.Join(_folder, name);
}
