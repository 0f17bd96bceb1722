using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class ListValueTests
{
    [Fact]
    public void Appended_lists_have_their_elements_whatever_else_was_appended_to_the_same_list()
    {
        var random = Seeded.Random(out int seed);
        var lists = new List<(ListValue List, long[] Expected)>
        {
            (ListValue.Empty, []),
            (ListValue.Range(5, 2, 3), [5, 7, 9]),
            (new ListValue([Value.Integer(1)]), [1]),
        };
        for (int i = 0; i < 500; i++)
        {
            // Mostly to one of the newest, so that lists grow and some are appended to several times.
            int of = Math.Max(0, lists.Count - 1 - random.Next(random.Next(10) == 0 ? 100 : 3));
            long[] more = [.. Enumerable.Range(0, random.Next(4)).Select(n => (i * 10L) + n)];
            var appended = lists[of].List.Append([.. more.Select(Value.Integer)]);
            lists.Add((appended, [.. lists[of].Expected, .. more]));
        }
        foreach (var (list, expected) in lists)
        {
            Assert.True(expected.SequenceEqual(Integers(list)), $"seed {seed}");
            Assert.Equal(expected.Length, list.Count);
            Assert.Equal(expected.Length, list.AsSpan().Length);
            Assert.Throws<IndexOutOfRangeException>(() => list[expected.Length]);
            Assert.Equal(new ListValue([.. list]).Extent, list.Extent);
        }
    }

    [Fact]
    public void A_list_appended_to_itself_is_there_twice()
    {
        var list = ListValue.Empty.Append(Value.Integer(1)).Append(Value.Integer(2));
        for (int i = 0; i < 3; i++)
        {
            list = list.Append(list.AsSpan());
        }

        Assert.Equal(
            Enumerable.Repeat<long[]>([1, 2], 8).SelectMany(static p => p),
            Integers(list)
        );
    }

    [Fact]
    public void The_extent_of_an_appended_list_is_that_of_its_parts()
    {
        var inner = Value.List(Value.String("some text"), Value.List());
        var list = new ListValue([Value.Integer(1)]);
        Assert.Equal(1, list.Extent.Depth);

        var appended = list.Append(inner);

        Assert.Equal(3, appended.Extent.Depth);
        Assert.Equal(new ListValue([Value.Integer(1), inner]).Extent, appended.Extent);
    }

    [Fact]
    public void Threads_that_append_to_one_list_do_not_see_each_other()
    {
        var list = ListValue.Empty.Append(Value.Integer(-1)).Append(Value.Integer(-2));
        for (int round = 0; round < 200; round++)
        {
            var shared = list.Append(Value.Integer(round));
            var made = new ListValue[8];
            Parallel.For(0, made.Length, i => made[i] = shared.Append(Value.Integer(1000 + i)));
            for (int i = 0; i < made.Length; i++)
            {
                Assert.Equal([-1, -2, round, 1000 + i], Integers(made[i]));
            }
        }
    }

    private static IEnumerable<long> Integers(ListValue list) =>
        list.Select(static v => v.AsInteger());
}
