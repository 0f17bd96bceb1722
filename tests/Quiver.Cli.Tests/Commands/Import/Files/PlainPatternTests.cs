using System.Text;
using System.Text.RegularExpressions;
using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class PlainPatternTests
{
    private static readonly string[] Sets =
    [
        "a",
        "-",
        ".",
        @"\d",
        @"\.",
        @"\-",
        "[a-c]",
        "[ab_0-3]",
        @"[\da]",
        "é",
    ];

    private static readonly string[] Repetitions =
    [
        "",
        "",
        "",
        "*",
        "+",
        "?",
        "*?",
        "+?",
        "??",
        "{2}",
        "{0,2}",
        "{1,}",
        "{0,}",
        "{1,3}?",
    ];

    [Fact]
    public void It_matches_what_the_framework_matches()
    {
        var random = new Random(7);
        int matched = 0;
        for (int round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder();
            for (int steps = random.Next(6); steps >= 0; steps--)
            {
                text.Append(Pick(random, Sets)).Append(Pick(random, Repetitions));
            }
            bool dotIsAny = random.Next(2) == 0;
            var options = dotIsAny ? RegexOptions.Singleline : RegexOptions.None;
            var expected = new Regex($@"\A(?:{text})\z", options, TimeSpan.FromSeconds(10));
            Assert.True(PlainPattern.TryParse(text.ToString(), dotIsAny, out var pattern));
            for (int i = 0; i < 20; i++)
            {
                string name = Name(random);
                bool isMatch = expected.IsMatch(name);
                matched += isMatch ? 1 : 0;
                Assert.True(isMatch == pattern.Matches(name), $"{text} and '{name}'");
            }
        }
        Assert.True(matched > 1_000, $"{matched} names matched");
    }

    [Theory]
    [InlineData("(a|b)")]
    [InlineData("a|b")]
    [InlineData(@"\w+")]
    [InlineData(@"(a)\1")]
    [InlineData("[^a]")]
    [InlineData("[a-]")]
    [InlineData("[]a]")]
    [InlineData("[a-z-[b]]")]
    [InlineData("[é]")]
    [InlineData("a$")]
    [InlineData("^a")]
    [InlineData("a{2")]
    [InlineData("a{x}")]
    [InlineData("a{3,2}")]
    [InlineData("a{0}")]
    [InlineData("a{64}")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("[b-a]")]
    [InlineData("[a")]
    [InlineData(@"a\")]
    [InlineData(@"\n")]
    public void What_is_more_is_left_to_the_framework(string expression) =>
        Assert.False(PlainPattern.TryParse(expression, dotIsAny: false, out _));

    [Fact]
    public void Repetitions_in_a_row_take_no_more_time_than_others()
    {
        string expression = string.Concat(Enumerable.Repeat("a*", 60));
        Assert.True(PlainPattern.TryParse(expression, dotIsAny: false, out var pattern));
        // Trying all ways in turn would not end.
        Assert.False(pattern.Matches(new string('a', 250) + "b"));
        Assert.True(pattern.Matches(new string('a', 250)));
    }

    private static string Name(Random random)
    {
        const string characters = "aabbc-._0123é\u0664\n";
        var name = new StringBuilder();
        for (int length = random.Next(7); length > 0; length--)
        {
            name.Append(characters[random.Next(characters.Length)]);
        }
        return name.ToString();
    }

    private static string Pick(Random random, string[] choices) =>
        choices[random.Next(choices.Length)];
}
