using System.Text;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class KeyNamesTests
{
    [Fact]
    public void A_key_gets_its_own_text_however_many_others_came_before()
    {
        var names = new KeyNames();
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            // Few lengths and few letters: many keys fall on the place of another.
            int length = random.Next(0, 5);
            string key = string.Concat(
                Enumerable.Range(0, length).Select(_ => "abé€"[random.Next(4)])
            );
            Assert.Equal(key, names.Of(Encoding.UTF8.GetBytes(key)));
        }
        string longest = new('x', 10_000);
        Assert.Equal(longest, names.Of(Encoding.UTF8.GetBytes(longest)));
    }

    [Fact]
    public void A_key_that_comes_again_is_the_same_string()
    {
        var names = new KeyNames();

        string first = names.Of("since"u8);
        names.Of("from"u8);

        Assert.Same(first, names.Of("since"u8));
    }

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters()
    {
        var names = new KeyNames();

        Assert.Equal("a\uFFFD", names.Of([(byte)'a', 0xFF]));
        Assert.Equal("a\uFFFD", names.Of([(byte)'a', 0xFF]));
    }

    [Fact]
    public void A_map_that_owns_its_entries_is_the_same_as_one_of_a_copy()
    {
        KeyValuePair<string, Value>[] entries =
        [
            new("a", Value.Integer(1)),
            new("b", Value.Integer(2)),
            new("a", Value.Integer(3)),
        ];
        var copied = new MapValue(entries);

        var owned = MapValue.Owning(entries);

        Assert.Equal([.. copied], owned.ToArray());
        Assert.Equal(3, owned["a"].AsInteger());
    }
}
