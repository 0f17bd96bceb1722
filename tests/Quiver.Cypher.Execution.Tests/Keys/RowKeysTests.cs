using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Keys;

public sealed class RowKeysTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows_are_numbered_by_equivalence_of_their_keys(int columnCount)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new RandomColumns(seed);
            var keys = new RowKeys(columnCount);
            var model = new Dictionary<Value, int>(ValueEquivalence.Instance);
            for (int batch = 0; batch < 4; batch++)
            {
                // The kinds change from batch to batch, as those of a property may.
                var columns = new ColumnVector[columnCount];
                for (int i = 0; i < columnCount; i++)
                {
                    columns[i] = random.Column(random.Kind(), 50, withNulls: true);
                }
                int[] numbers = new int[50];
                keys.FindOrAdd(columns, numbers);
                for (int row = 0; row < 50; row++)
                {
                    var key = Value.List([.. columns.Select(column => column[row])]);
                    model.TryAdd(key, model.Count);
                    Assert.True(model[key] == numbers[row], $"seed {seed}: {key}");
                }
                Assert.Equal(model.Count, keys.Count);
            }
        }
    }

    [Fact]
    public void Ids_keep_their_numbers_when_others_come_that_cannot_be_codes()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int columnCount = 2 + random.Next(2);
            var keys = new RowKeys(columnCount);
            var model = new Dictionary<Value, int>(ValueEquivalence.Instance);
            for (int batch = 0; batch < 8; batch++)
            {
                var columns = new ColumnVector[columnCount];
                for (int i = 0; i < columnCount; i++)
                {
                    columns[i] = MostlyNodes(random, rows: 40, isOdd: random.Next(12) == 0);
                }
                int[] found = new int[40];
                keys.Find(columns, found);
                int[] numbers = new int[40];
                for (int row = 0; row < 40; row++)
                {
                    var key = Value.List([.. columns.Select(column => column[row])]);
                    bool hasNull = columns.Any(column => column.IsNull(row));
                    int expected = hasNull ? -1 : model.GetValueOrDefault(key, -1);
                    Assert.True(expected == found[row], $"seed {seed}: {key}");
                }
                keys.FindOrAdd(columns, numbers);
                for (int row = 0; row < 40; row++)
                {
                    var key = Value.List([.. columns.Select(column => column[row])]);
                    model.TryAdd(key, model.Count);
                    Assert.True(model[key] == numbers[row], $"seed {seed}: {key}");
                }
            }
            Assert.Equal(model.Count, keys.Count);
        }
    }

    private static ColumnVector MostlyNodes(Random random, int rows, bool isOdd)
    {
        // Nulls alone, as of an OPTIONAL MATCH that finds nothing; nodes beside integers; relationships; ids that are too large or made up.
        int form = isOdd ? random.Next(4) : 4;
        ColumnVector column = form switch
        {
            0 or 1 => new AnyVector(rows),
            2 => new WordVector(VectorKind.Relationship, rows),
            _ => new WordVector(VectorKind.Node, rows),
        };
        for (int row = 0; row < rows; row++)
        {
            long id = random.Next(6);
            if (form == 3 && row % 3 == 0)
            {
                id = row % 2 == 0 ? int.MaxValue + id - 3 : -1 - id;
            }
            bool isNull = form == 0 || random.Next(8) == 0;
            column.Append(
                isNull ? Value.Null
                : form == 2 ? Value.Relationship(new(id))
                : form == 1 && row % 4 == 0 ? Value.Integer(id)
                : Value.Node(new(id))
            );
        }
        return column;
    }

    [Fact]
    public void A_list_has_one_number_whether_it_is_the_same_object_or_an_equal_one()
    {
        var list = Value.List(Value.Integer(1), Value.Null);
        var equal = Value.List(Value.Float(1), Value.Null);
        var other = Value.List(Value.Integer(2));
        var column = new AnyVector(7);
        foreach (var value in (Value[])[list, list, other, list, equal, equal, other])
        {
            column.Append(value);
        }
        int[] numbers = new int[7];
        new RowKeys(1).FindOrAdd([column], numbers);
        Assert.Equal([0, 0, 1, 0, 0, 0, 1], numbers);
    }

    [Fact]
    public void Finding_gives_the_number_that_adding_gave_and_never_matches_null()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new RandomColumns(seed);
            var keys = new RowKeys(2);
            var kinds = (random.Kind(), random.Kind());
            ColumnVector[] added =
            [
                random.Column(kinds.Item1, 20, withNulls: true),
                random.Column(kinds.Item2, 20, withNulls: true),
            ];
            int[] addedNumbers = new int[20];
            keys.FindOrAdd(added, addedNumbers);
            int[] found = new int[20];
            keys.Find(added, found);
            for (int row = 0; row < 20; row++)
            {
                bool hasNull = added[0].IsNull(row) || added[1].IsNull(row);
                Assert.Equal(hasNull ? -1 : addedNumbers[row], found[row]);
            }
        }
    }

    [Fact]
    public void A_text_index_keeps_long_and_many_texts_apart()
    {
        var index = new TextIndex();
        var model = new Dictionary<string, int>(StringComparer.Ordinal);
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            int length = i % 1000 == 0 ? 20_000 + i : random.Next(12);
            string text = new string((char)('a' + i % 3), length) + random.Next(300);
            byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
            Assert.Equal(model.GetValueOrDefault(text, -1), index.Find(utf8));
            int number = index.FindOrAdd(utf8, index.Count, out bool added);
            Assert.Equal(model.TryAdd(text, model.Count), added);
            Assert.Equal(model[text], number);
        }
    }
}
