using Quiver.Foundation.Memory;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Segments;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Segments;

public sealed class ColumnBlockTests
{
    private static readonly BlockOrigin Origin = new("test", 64);

    [Fact]
    public void Random_columns_of_every_type_read_back_row_by_row_and_in_batches()
    {
        using var buffer = new NativeBuffer();
        var encoder = new ColumnEncoder();
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            int rows = random.Next(4) == 0 ? random.Next(1, 65_537) : random.Next(1, 3000);
            var model = ColumnModel.Random(random, rows);
            buffer.Clear();
            int count = 0;
            model.Give((in column) => count = encoder.Encode(column, buffer, new()));
            Assert.Equal(model.Values.Count(v => !v.IsNull), count);
            if (count > 0)
            {
                var block = Parse(buffer);
                AssertRows(model, block, seed);
                AssertBatch(
                    model,
                    block,
                    [.. Enumerable.Range(0, rows).Select(r => (long)r)],
                    seed
                );
                AssertBatch(model, block, RandomIds(random, rows), seed);
                for (int i = 0; i < 8; i++)
                {
                    // Consecutive rows, of which all, none or some have a value.
                    int from = random.Next(rows);
                    int length = Math.Min(random.Next(1, 40), rows - from);
                    AssertBatch(
                        model,
                        block,
                        [.. Enumerable.Range(from, length).Select(r => (long)r)],
                        seed
                    );
                }
            }
        }
    }

    [Fact]
    public void A_column_of_many_kinds_falls_back_to_values()
    {
        using var integers = new NativeBuffer();
        using var texts = new NativeBuffer();
        var first = Encoded(new(ColumnType.Integer, [Value.Integer(1), Value.Null]), integers);
        var second = Encoded(new(ColumnType.Text, [Value.String("x")]), texts);
        var builder = new ColumnBuilder();
        first.AppendTo([0, 1], builder);
        second.AppendTo([0, 1], builder);
        var column = builder.Build();
        Assert.Equal(["1", "NULL", "x", "NULL"], Texts(column));
    }

    [Theory]
    [InlineData("constant", 0, 120)]
    [InlineData("few", 2000, 9_000)]
    [InlineData("runs", 0, 3_000)]
    [InlineData("sequence", 0, 100_000)]
    public void Encodings_are_as_small_as_their_data_allows(string shape, int least, int most)
    {
        var random = new Random(1);
        var values = new Value[65_536];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value.Integer(
                shape switch
                {
                    "constant" => 77,
                    "few" => (1L << 40) * random.Next(2),
                    "runs" => (i / 500) * 1_000_003L,
                    _ => 5_000_000_000 + i,
                }
            );
        }
        using var buffer = new NativeBuffer();
        var model = new ColumnModel(ColumnType.Integer, values);
        model.Give((in column) => new ColumnEncoder().Encode(column, buffer, null));
        Assert.InRange(buffer.Length, least, most);
        AssertRows(model, Parse(buffer), 0);
    }

    [Fact]
    public void The_sketch_estimates_distinct_values_of_words_and_texts()
    {
        foreach (int distinct in (int[])[1, 50, 3_000, 60_000])
        {
            var integers = Enumerable
                .Range(0, 60_000)
                .Select(i => Value.Integer(i % distinct * 7L));
            var texts = Enumerable.Range(0, 60_000).Select(i => Value.String($"k{i % distinct}"));
            foreach (
                var model in (ColumnModel[])
                    [new(ColumnType.Integer, [.. integers]), new(ColumnType.Text, [.. texts])]
            )
            {
                var sketch = new DistinctSketch();
                using var buffer = new NativeBuffer();
                model.Give((in column) => new ColumnEncoder().Encode(column, buffer, sketch));
                Assert.True(
                    Math.Abs(sketch.Estimate() - distinct) <= 0.15 * distinct,
                    $"{model.Type}: {distinct} estimated as {sketch.Estimate()}"
                );
            }
        }
    }

    [Theory]
    [InlineData(1, 0, 20)]
    [InlineData(2, 40_000, 20)]
    [InlineData(3, 65_036, 500)]
    [InlineData(4, 100, 65_000)]
    public void Rows_given_as_a_part_of_the_segment_are_encoded_as_if_all_were_given(
        int seed,
        int first,
        int count
    )
    {
        const int Rows = 65_536;
        var random = new Random(seed);
        foreach (var type in (ColumnType[])[ColumnType.Integer, ColumnType.Text])
        {
            var all = new Value[Rows];
            Array.Fill(all, Value.Null);
            for (int row = first; row < first + count; row++)
            {
                bool isAbsent = seed % 2 == 0 && random.Next(3) == 0;
                all[row] =
                    isAbsent ? Value.Null
                    : type == ColumnType.Integer ? Value.Integer(random.Next(1_000_000))
                    : Value.String($"t{random.Next(50)}");
            }
            using var whole = new NativeBuffer();
            using var part = new NativeBuffer();
            new ColumnModel(type, all).Give(
                (in column) => new ColumnEncoder().Encode(column, whole, null)
            );
            new ColumnModel(type, all[first..(first + count)]).Give(
                (in column) =>
                    new ColumnEncoder().Encode(
                        new ColumnInput
                        {
                            Type = column.Type,
                            RowCount = count,
                            FirstRow = first,
                            SegmentRowCount = Rows,
                            Presence = column.Presence,
                            Words = column.Words,
                            Offsets = column.Offsets,
                            Bytes = column.Bytes,
                        },
                        part,
                        null
                    )
            );
            Assert.Equal(
                whole.Span(0, (int)whole.Length).ToArray(),
                part.Span(0, (int)part.Length).ToArray()
            );
        }
    }

    /// <summary>All distributions of values that the usual encoder would have other forms for, down to no value at all.</summary>
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(20, 1, 100)]
    [InlineData(32, 2, 65_504)]
    [InlineData(32, 1_000_000, 7)]
    [InlineData(31, int.MaxValue, 65_000)]
    public void Few_values_of_a_segment_are_read_as_they_were_given(
        int count,
        int distinct,
        int first
    )
    {
        const int Rows = 65_536;
        var random = new Random(count + distinct);
        for (int round = 0; round < 4; round++)
        {
            var all = new Value[Rows];
            Array.Fill(all, Value.Null);
            for (int row = first; row < first + count; row++)
            {
                long extreme = random.Next(20) == 0 ? long.MinValue : random.Next(distinct);
                all[row] = random.Next(round + 1) > 0 ? Value.Null : Value.Integer(extreme);
            }
            using var buffer = new NativeBuffer();
            int found = 0;
            new ColumnModel(ColumnType.Integer, all[first..(first + count)]).Give(
                (in column) =>
                {
                    var part = new ColumnInput
                    {
                        Type = column.Type,
                        RowCount = count,
                        FirstRow = first,
                        SegmentRowCount = Rows,
                        Presence = column.Presence,
                        Words = column.Words,
                    };
                    Assert.True(FewValues.Takes(part));
                    int[] rows = new int[FewValues.MostRows];
                    long[] words = new long[FewValues.MostRows];
                    found = FewValues.Collect(part, rows, words);
                    if (found > 0)
                    {
                        FewValues.Write(
                            part,
                            rows.AsSpan(0, found),
                            words.AsSpan(0, found),
                            buffer
                        );
                    }
                }
            );
            Assert.Equal(all.Count(value => !value.IsNull), found);
            if (found > 0)
            {
                AssertRows(new ColumnModel(ColumnType.Integer, all), Parse(buffer), round);
            }
        }
    }

    private static ColumnBlock Encoded(ColumnModel model, NativeBuffer buffer)
    {
        model.Give((in column) => new ColumnEncoder().Encode(column, buffer, null));
        return Parse(buffer);
    }

    private static unsafe ColumnBlock Parse(NativeBuffer buffer)
    {
        var source = new BlockCursor(buffer.Pointer, buffer.Length, Origin);
        return ColumnBlock.Parse(ref source);
    }

    private static long[] RandomIds(Random random, int rows)
    {
        // Ids of segment 3, some of them beyond its rows.
        var ids = new long[random.Next(1, 2000)];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = SegmentLayout.FirstId(3) + random.Next(Math.Min(rows + 5, 65_536));
        }
        return ids;
    }

    private static void AssertRows(ColumnModel model, ColumnBlock block, int seed)
    {
        Assert.Equal(model.Type, block.Type);
        for (int row = 0; row < model.Values.Count; row++)
        {
            AssertSame(model.Values[row], block[row], seed);
        }
        Assert.True(block[-1].IsNull);
        Assert.True(block[model.Values.Count].IsNull);
    }

    private static void AssertBatch(ColumnModel model, ColumnBlock block, long[] ids, int seed)
    {
        var builder = new ColumnBuilder();
        builder.AppendNull();
        block.AppendTo(ids, builder);
        var column = builder.Build();
        Assert.Equal(ids.Length + 1, column.Count);
        for (int i = 0; i < ids.Length; i++)
        {
            int row = SegmentLayout.RowOf(ids[i]);
            var expected = row < model.Values.Count ? model.Values[row] : Value.Null;
            AssertSame(expected, column[i + 1], seed);
        }
    }

    private static void AssertSame(Value expected, Value actual, int seed)
    {
        bool same =
            expected.Kind == actual.Kind
            && expected.Bits == actual.Bits
            && (
                expected.Kind
                    is ValueKind.Boolean
                        or ValueKind.Integer
                        or ValueKind.Float
                        or ValueKind.Date
                || expected.ToString() == actual.ToString()
            );
        Assert.True(same, $"seed {seed}: {expected} became {actual}");
    }

    private static IEnumerable<string> Texts(ColumnVector column) =>
        Enumerable
            .Range(0, column.Count)
            .Select(row => column[row])
            .Select(v =>
                v.Kind == ValueKind.String ? v.AsString()
                : v.IsNull ? "NULL"
                : v.ToString()
            );
}
