using System.Globalization;

namespace Quiver.EndToEnd.SocialNetwork;

/// <summary>The LDBC sample from its 31 files, in both spellings, against counts that the test takes itself.</summary>
public sealed class ImportTests(SocialNetworkServer network)
{
    [Fact]
    public void Both_spellings_import_all_files_and_print_the_summary()
    {
        network.Require();
        foreach (var import in new[] { network.Imported!, network.ImportedAgain! })
        {
            import.Expect(0);
            Assert.Matches(@"IMPORT DONE in (\d+s )?\d+ms", import.Output);
            Assert.Contains($"  {network.Answers.NodeCount} nodes", import.Output);
            Assert.Contains($"  {network.Answers.RelationshipCount} relationships", import.Output);
            Assert.Matches(@"Peak memory usage: [\d.]+[MG]iB", import.Output);
            Assert.DoesNotContain("Skipped", import.Output);
            Assert.DoesNotContain('\u001b', import.Error);
        }
    }

    [Theory]
    [InlineData("snb")]
    [InlineData("snb5")]
    public async Task Info_counts_every_label_and_type_as_the_files_do(string database)
    {
        var home = network.Require().Home;
        var lines = (await home.RunAsync("database", "info", database)).Expect(0).Lines;
        Assert.Equal(network.Answers.NodeCount, CountIn(lines, "Nodes"));
        Assert.Equal(network.Answers.RelationshipCount, CountIn(lines, "Relationships"));
        var expected = network
            .Answers.NodesByLabel.Concat(network.Answers.RelationshipsByType)
            .Select(pair => $":{pair.Key} {pair.Value}");
        var printed = lines
            .Where(line => line.StartsWith(':'))
            .Select(line =>
                string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            );
        Assert.Equal(expected.Order(), printed.Order());
        Assert.Contains(lines, line => line.StartsWith("in all", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("snb")]
    [InlineData("snb5")]
    public async Task Check_reads_everything_and_finds_no_damage(string database)
    {
        var check = await network.Require().Home.RunAsync("database", "check", database);
        check.Expect(0);
        Assert.Contains($"{network.Answers.NodeCount} nodes", check.Output);
        Assert.Contains($"{network.Answers.RelationshipCount} relationships", check.Output);
        Assert.Contains("No damage found.", check.Output);
    }

    private static long CountIn(string[] lines, string name) =>
        long.Parse(
            lines.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[
                ^1
            ],
            CultureInfo.InvariantCulture
        );
}
