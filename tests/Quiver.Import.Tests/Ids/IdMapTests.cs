using System.Globalization;
using System.Text;
using Quiver.Import.Ids;
using Quiver.Import.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Tests.Ids;

public sealed unsafe class IdMapTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Behaves_as_a_dictionary_that_keeps_the_first(bool isText, int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++)
        {
            using IdMap map = isText ? new TextIdMap() : new IntegerIdMap();
            var expected = new Dictionary<long, long>();
            long range = 1L << random.Next(1, 62);
            long next = 0;
            for (int batch = 0; batch < 8; batch++)
            {
                var ids = RandomIds(random, range);
                var duplicates = new List<int>();
                var expectedDuplicates = new List<int>();
                using var column = ToColumn(ids, isText);
                map.Add(column, next, duplicates);
                for (int row = 0; row < ids.Length; row++)
                {
                    if (ids[row] is not { } id)
                    {
                        next++;
                    }
                    else if (expected.TryAdd(id, next))
                    {
                        next++;
                    }
                    else
                    {
                        expectedDuplicates.Add(row);
                    }
                }
                Assert.True(
                    expectedDuplicates.SequenceEqual(duplicates),
                    $"seed {seed}, round {round}"
                );
            }
            Assert.Equal(expected.Count, map.Count);
            CheckLookups(map, expected, RandomIds(random, range), isText);
            CheckLookups(map, expected, [.. expected.Keys.Select(id => (long?)id)], isText);
        }
    }

    [Fact]
    public void Unknown_ids_are_not_found_in_an_empty_map()
    {
        foreach (bool isText in (bool[])[false, true])
        {
            using IdMap map = isText ? new TextIdMap() : new IntegerIdMap();
            CheckLookups(map, [], [0, 1, null], isText);
        }
    }

    private static void CheckLookups(
        IdMap map,
        Dictionary<long, long> expected,
        long?[] ids,
        bool isText
    )
    {
        using var column = ToColumn(ids, isText);
        var nodes = new long[ids.Length];
        map.Find(column, nodes);
        Assert.Equal(
            ids.Select(id => id is { } known ? expected.GetValueOrDefault(known, -1) : -1),
            nodes
        );
    }

    private static long?[] RandomIds(Random random, long range) =>
        [
            .. Enumerable
                .Range(0, random.Next(1, 900))
                .Select(_ => random.Next(20) == 0 ? (long?)null : random.NextInt64(-range, range)),
        ];

    private static ColumnChunk ToColumn(long?[] ids, bool isText)
    {
        var column = new ColumnChunk();
        column.Begin(isText ? ColumnType.Text : ColumnType.Integer, ids.Length, ids.Length * 24L);
        var presence = new PresenceBits(column.Presence);
        int end = 0;
        for (int row = 0; row < ids.Length; row++)
        {
            presence.Append(ids[row].HasValue);
            if (isText)
            {
                column.Offsets[row] = end;
                string text = ids[row]?.ToString("X", CultureInfo.InvariantCulture) ?? "";
                end += Encoding.UTF8.GetBytes(text, new Span<byte>(column.Bytes + end, 24));
            }
            else
            {
                column.Words[row] = ids[row] ?? 0;
            }
        }
        if (isText)
        {
            column.Offsets[ids.Length] = end;
        }
        presence.Finish();
        column.End(presence.Count);
        return column;
    }
}
