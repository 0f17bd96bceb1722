using System.Text;
using Quiver.Model.Columns;
using Quiver.Model.Status;

namespace Quiver.Model.Tests.Columns;

public sealed class TextVectorTests
{
    [Fact]
    public void Rows_given_by_numbers_of_tables_read_as_rows_that_were_written_out()
    {
        var random = Seeded.Random(out int seed);
        for (int round = 0; round < 300; round++)
        {
            TextTable[] tables = [MakeTable("a", 5), MakeTable("b", 3)];
            var column = new TextVector(random.Next(4));
            var expected = new List<string?>();
            // Mostly one table, so that columns that stay in numbers come as often as those that do not.
            int other = random.Next(3);
            for (int step = 0; step < 12; step++)
            {
                Append(column, expected, tables, random, other);
                if (random.Next(40) == 0)
                {
                    column.Clear();
                    expected.Clear();
                }
            }
            AssertHolds(expected, column, seed);
            int[] rows = [.. Enumerable.Range(0, 20).Select(_ => random.Next(-1, expected.Count))];
            AssertHolds(
                [.. rows.Select(row => row < 0 ? null : expected[row])],
                (TextVector)column.Gather(rows),
                seed
            );
            var copy = new TextVector(0);
            for (int row = 0; row < expected.Count; row++)
            {
                copy.AppendFrom(column, row);
            }
            AssertHolds(expected, copy, seed);
        }
    }

    [Fact]
    public void A_column_of_one_table_keeps_numbers_also_when_gathered()
    {
        var table = MakeTable("x", 4);
        var column = new TextVector();
        column.AppendCodes(table, [3, -1, 0]);
        column.AppendNull();
        column.AppendCodes(table, [1]);
        var gathered = (TextVector)column.Gather([4, 1, 0, -1]);
        Assert.Same(table, gathered.Table);
        Assert.Equal([1, -1, 3, -1], gathered.Codes.ToArray());
        Assert.Equal([3, -1, 0, -1, 1], column.Codes.ToArray());
    }

    private static void Append(
        TextVector column,
        List<string?> expected,
        TextTable[] tables,
        Random random,
        int other
    )
    {
        switch (random.Next(3) < other ? random.Next(3) : 3)
        {
            case 0:
                column.AppendNull();
                expected.Add(null);
                break;
            case 1:
                column.Append("plain"u8);
                expected.Add("plain");
                break;
            case 2:
                AppendCodes(column, expected, tables[1], random);
                break;
            default:
                AppendCodes(column, expected, tables[0], random);
                break;
        }
    }

    private static void AppendCodes(
        TextVector column,
        List<string?> expected,
        TextTable table,
        Random random
    )
    {
        int[] codes = new int[random.Next(1, 6)];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = random.Next(-1, table.Count);
            expected.Add(codes[i] < 0 ? null : Encoding.UTF8.GetString(table.Utf8(codes[i])));
        }
        column.AppendCodes(table, codes);
    }

    private static TextTable MakeTable(string prefix, int count)
    {
        int[] offsets = new int[count + 1];
        var bytes = new List<byte>();
        for (int i = 0; i < count; i++)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(string.Concat(prefix, new string('é', i))));
            offsets[i + 1] = bytes.Count;
        }
        return new TextTable(offsets, [.. bytes]);
    }

    private static void AssertHolds(List<string?> expected, TextVector column, int seed)
    {
        Assert.True(expected.Count == column.Count, $"seed {seed}");
        Assert.Equal(expected.Contains(null), column.HasNulls);
        for (int row = 0; row < expected.Count; row++)
        {
            Assert.True(expected[row] is null == column.IsNull(row), $"seed {seed}, row {row}");
            string text = Encoding.UTF8.GetString(column.Utf8(row));
            Assert.True((expected[row] ?? "") == text, $"seed {seed}, row {row}: {text}");
        }
    }

    [Fact]
    public void More_text_than_an_array_holds_is_a_memory_error_and_leaves_the_rows_that_were_there()
    {
        var texts = new TextVector();
        texts.Append("ab"u8);

        var error = Assert.Throws<CypherException>(() =>
        {
            texts.AppendSpan(int.MaxValue - 1);
        });

        Assert.Equal(StatusCodes.MemoryPoolOutOfMemory, error.Status);
        texts.Append("c"u8);
        Assert.Equal(["'ab'", "'c'"], Enumerable.Range(0, 2).Select(i => texts[i].ToString()));
    }
}
