using System.Globalization;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Running;

namespace Quiver.Fuzz;

/// <summary>
/// Random queries over random graphs, by the engine and by the reference. <c>QUIVER_FUZZ_SEED</c> and <c>QUIVER_FUZZ_SECONDS</c> change where and for how long;
/// what differs is printed as a case for the specifications of Quiver.Cypher.Execution.Tests.
/// </summary>
public sealed class FuzzTests
{
    private const int NightlySeconds = 1200;

    // With the paraphrases and the twins a minute on two cores.
    private const int ReadGraphs = 16;
    private const int ChangeGraphs = 16;
    private const int PathGraphs = 12;

    [Fact]
    public Task Queries_give_what_the_reference_gives() =>
        RunAsync(new Campaign(QueryGenerator.Read), ReadGraphs);

    [Fact]
    public Task Changes_leave_what_the_reference_leaves() =>
        RunAsync(
            new Campaign(
                static (choices, size) =>
                    choices.Chance(25)
                        ? QueryGenerator.Read(choices, size)
                        : ChangeGenerator.Change(choices, size)
            ),
            ChangeGraphs
        );

    [Fact]
    public Task Paths_between_known_nodes_are_those_of_the_reference() =>
        RunAsync(
            new Campaign(static (choices, _) => ChosenPathGenerator.Read(choices)),
            PathGraphs,
            leastTelling: 6
        );

    // One in so many queries at least has rows.
    private static async Task RunAsync(Campaign campaign, int graphs, int leastTelling = 3)
    {
        var budget = new Budget(graphs, NightlySeconds);
        try
        {
            await campaign.RunAsync(Setting("SEED", 1), budget);
        }
        finally
        {
            Write("DIFFERENCES", campaign.Differences);
            Write("REFUSALS", campaign.Refusals);
        }
        string counts = string.Join(", ", campaign.Verdicts.Select(v => $"{v.Key} {v.Value}"));
        counts += $", telling {campaign.Telling}, over {budget.Graphs} graphs";
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        Assert.True(campaign.Differences.Length == 0, $"{counts}\n{campaign.Differences}");
        // Queries that most of the time say nothing would test nothing.
        int all = campaign.Verdicts.Values.Sum();
        Assert.True(campaign.Telling > all / leastTelling, counts);
    }

    internal static void Write(string name, string text)
    {
        if (Environment.GetEnvironmentVariable($"QUIVER_FUZZ_{name}") is { } file)
        {
            File.AppendAllText(file, text);
        }
    }

    internal static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"QUIVER_FUZZ_{name}") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
