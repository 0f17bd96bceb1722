using System.Globalization;
using System.Text;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Running;

namespace Quiver.Fuzz;

/// <summary>One question in several wordings has one answer, over graphs too large for the reference: results of several batches, and hubs.</summary>
public sealed class ParaphraseTests
{
    private const int QuestionsPerGraph = 30;
    private const int MaxRows = 30_000;

    private const int Graphs = 6;
    private const int NightlySeconds = 600;
    private const int LeastQuestions = 10;

    [Fact]
    public async Task Paraphrases_give_the_same_rows()
    {
        int asked = 0;
        var differences = new StringBuilder();
        var budget = new Budget(Graphs, NightlySeconds);
        for (int seed = FuzzTests.Setting("SEED", 1); budget.TakeGraph(); seed++)
        {
            var random = new Random(seed);
            var graph = Vocabulary.Graph(new Choices(random), 70, 200);
            await using var subject = await Subject.CreateAsync(
                graph,
                (DataForm)random.Next(3),
                random.Next(2) == 0 ? 0 : random.Next()
            );
            for (int i = 0; i < QuestionsPerGraph; i++)
            {
                var question = Paraphrase.Make(new Choices(random), i / 10);
                asked += await AskAsync(subject, question, seed, differences) ? 1 : 0;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked}, over {budget.Graphs} graphs");
        FuzzTests.Write("DIFFERENCES", differences.ToString());
        Assert.True(differences.Length == 0, differences.ToString());
        Assert.True(asked > LeastQuestions);
    }

    private static async Task<bool> AskAsync(
        Subject subject,
        Paraphrase question,
        int seed,
        StringBuilder differences
    )
    {
        var plain = await RunAsync(subject, question.Plain);
        if (plain.Error is not null || plain.Rows.Count > MaxRows)
        {
            return false;
        }
        string expected = plain.Canonical(isLoose: false, ties: null);
        foreach (var other in question.Others)
        {
            var found = await RunAsync(subject, other);
            if (found.Error is null && found.Canonical(false, null) == expected)
            {
                continue;
            }
            // An expression that the plain query did not come to may fail in another.
            bool isRefused = found.Error?.Contains("ClientError", StringComparison.Ordinal) == true;
            if (!isRefused)
            {
                differences.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"seed {seed}: {question.Plain}\n  {plain.Rows.Count} rows\n{other}\n  {found.Rows.Count} rows {found.Error}\n"
                );
            }
        }
        return plain.Rows.Count > 0;
    }

    private static async Task<Outcome> RunAsync(Subject subject, FuzzQuery query)
    {
        try
        {
            return await subject.ReadAsync(query, isExplicit: false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Outcome.Failed(error.ToString());
        }
    }
}
