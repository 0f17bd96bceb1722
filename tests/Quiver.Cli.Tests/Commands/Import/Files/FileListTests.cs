using FsCheck;
using FsCheck.Fluent;
using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class FileListTests
{
    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData(" a , b ,", "a|b")]
    [InlineData("h.csv,'d_\\d{1,5}.csv'", "h.csv|d_\\d{1,5}.csv")]
    [InlineData("h.csv,d_\\d{1,5}.csv", "h.csv|d_\\d{1,5}.csv")]
    [InlineData("h.csv,d_\\d{1,5}_{2,}.csv,x", "h.csv|d_\\d{1,5}_{2,}.csv|x")]
    [InlineData("{a,{b,c}},d", "{a,{b,c}}|d")]
    [InlineData("a{b,c", "a{b|c")]
    [InlineData("a\\{1,b", "a\\{1|b")]
    [InlineData("d'oh.csv,b'.csv", "d'oh.csv|b'.csv")]
    [InlineData("'a,b',c", "a,b|c")]
    [InlineData("'a,b' , c", "a,b|c")]
    [InlineData("'a,b", "'a|b")]
    [InlineData("", "")]
    public void Lists_are_cut_at_commas_outside_of_quotes_and_braces(string list, string parts) =>
        Assert.Equal(parts, string.Join('|', FileList.Split(list, braces: true)));

    [Fact]
    public void Braces_hold_nothing_together_where_there_are_no_patterns() =>
        Assert.Equal(["a{1", "2}"], FileList.Split("a{1,2}", braces: false));

    [Theory]
    [InlineData("x{{y", "a}}b")]
    [InlineData("x\\{{y", "a}b")]
    [InlineData("x1,51,5{y", "x}y")]
    public void A_part_with_open_braces_does_not_hold_the_next_one(string first, string second) =>
        Assert.Equal([first, second], FileList.Split(FileList.Join([first, second], true), true));

    [Fact]
    public void A_joined_list_is_cut_into_the_same_parts()
    {
        var part = Gen.Elements("a", ",", "{", "}", "1,5", "b'c", "\\")
            .NonEmptyListOf()
            .Select(pieces => "x" + string.Concat(pieces) + "y");
        Prop.ForAll(
                part.NonEmptyListOf().ToArbitrary(),
                parts => FileList.Split(FileList.Join(parts, true), true).SequenceEqual(parts)
            )
            .QuickCheckThrowOnFailure();
    }
}
