using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Running;

namespace Quiver.Fuzz;

/// <summary>Two databases with the same graph, kept and indexed differently, give the same answers: over graphs too large for the reference.</summary>
public sealed partial class TwinTests
{
    private const int TemplatesPerGraph = 40;

    private const int Graphs = 6;
    private const int NightlySeconds = 600;
    private const int LeastQuestions = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Twins_give_the_same_rows()
    {
        int asked = 0;
        var differences = new StringBuilder();
        var budget = new Budget(Graphs, NightlySeconds);
        for (int seed = FuzzTests.Setting("SEED", 1); budget.TakeGraph(); seed++)
        {
            asked += await RunAsync(seed, differences);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked}, over {budget.Graphs} graphs");
        FuzzTests.Write("DIFFERENCES", differences.ToString());
        Assert.True(differences.Length == 0, differences.ToString());
        Assert.True(asked > LeastQuestions);
    }

    private static async Task<int> RunAsync(int seed, StringBuilder differences)
    {
        var random = new Random(seed);
        var graph = Vocabulary.Graph(new Choices(random), 40, 80);
        int forms = Enum.GetValues<DataForm>().Length;
        var (form, other) = ((DataForm)random.Next(forms), (DataForm)random.Next(forms));
        int indexes = random.Next();
        await using var one = await Subject.CreateAsync(graph, form, indexes);
        await using var two = await Subject.CreateAsync(graph, other, indexes: 0);
        one.Patience = two.Patience = Patience;
        int asked = 0;
        for (int i = 0; i < TemplatesPerGraph; i++)
        {
            var template = QueryGenerator.Read(new Choices(random), 1 + (i / 10));
            foreach (bool takesSecond in (bool[])[false, true])
            {
                var query = template.Ask(takesSecond);
                var (found, expected) = (await AskAsync(one, query), await AskAsync(two, query));
                if (IsDifferent(query, found, expected))
                {
                    differences.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"seed {seed}, {form} with indexes {indexes}, {other} without: {query}\n  {found.Rows.Count} rows {found.Error}\n  {expected.Rows.Count} rows {expected.Error}\n"
                    );
                }
                asked += found.Rows.Count > 0 ? 1 : 0;
            }
        }
        return asked;
    }

    private static bool IsDifferent(FuzzQuery query, Outcome found, Outcome expected)
    {
        if (found.Error is not null || expected.Error is not null)
        {
            // In another order of rows or conditions a query may fail that does not fail in this one; but never so.
            return IsOurs(found) || IsOurs(expected);
        }
        return !IsOpen().IsMatch(query.Text)
            && found.Canonical(isLoose: true, ties: null)
                != expected.Canonical(isLoose: true, ties: null);
    }

    private static bool IsOurs(Outcome outcome) =>
        outcome.Error?.Contains("Exception", StringComparison.Ordinal) == true
        || outcome.Error?.Contains("DatabaseError", StringComparison.Ordinal) == true;

    // What depends on an order that the language leaves open: lists of rows, and some of several paths.
    [GeneratedRegex(@"collect\(|\[\(|ANY|shortestPath|SHORTEST \d(?! GROUPS)")]
    private static partial Regex IsOpen();

    private static async Task<Outcome> AskAsync(Subject subject, FuzzQuery query)
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
