using System.Globalization;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Tests.Tokens;

public sealed class TokenNamesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(5_000)]
    public void Each_name_is_found_at_its_number_and_no_other_name_is(int count)
    {
        string[] list = [.. Enumerable.Range(0, count).Select(Name)];
        var table = new NameTable();
        foreach (string name in list)
        {
            table.NumberOf(name);
        }
        Check(list, new TokenNames(list));
        Check(list, new TokenNames(table));
    }

    private static void Check(string[] list, TokenNames names)
    {
        int count = list.Length;
        Assert.Equal(count, names.Count);
        for (int number = 0; number < count; number++)
        {
            Assert.Equal(number, names.Find(Name(number)));
            Assert.Equal(Name(number), names[number]);
            Assert.Equal(-1, names.Find(Name(count + number)));
            Assert.Equal(-1, names.Find(Name(number).ToUpperInvariant()));
        }
        Assert.Equal(-1, names.Find(""));
        var more = names.With(["further"]);
        Assert.Equal(count, more.Find("further"));
        Assert.Equal(-1, names.Find("further"));
        Assert.Same(names, names.With([]));
        Assert.Equal([.. list, "further"], more.All);
        Assert.Equal(count + 1, more.Count);
    }

    private static string Name(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"name {number}");
}
