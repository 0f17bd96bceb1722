using System.Text;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>Statements that change the graph, over graphs in every form that storage keeps data in.</summary>
public sealed class UpdateSpecificationTests
{
    public static TheoryData<string, DataForm> Runs
    {
        get
        {
            string folder = Path.Combine(AppContext.BaseDirectory, "UpdateSpecifications");
            var runs = new TheoryData<string, DataForm>();
            foreach (
                string path in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)
            )
            {
                foreach (var form in Enum.GetValues<DataForm>())
                {
                    runs.Add(Path.GetFileName(path), form);
                }
            }
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Every_statement_gives_and_leaves_what_its_specification_says(
        string file,
        DataForm form
    )
    {
        var specification = UpdateSpecification.Read(file);
        using var graph = new TestGraph(specification.Graph, form);
        // In one form of the data, rows are taken one by one where they may be taken in parts. What is set in one part and removed in a later one is not counted twice.
        var options = ExecutionOptions.Default with
        {
            MaxUpdatePartRows = form == DataForm.Both ? 1 : int.MaxValue,
        };
        var differences = new StringBuilder();
        foreach (var test in specification.Cases)
        {
            using var transaction = await graph.BeginWriteAsync();
            Check(new UpdateOutcome(graph, transaction, options), graph, test, differences);
        }
        Assert.True(differences.Length == 0, differences.ToString());
        Assert.NotEmpty(specification.Cases);
    }

    private static void Check(
        UpdateOutcome outcome,
        TestGraph graph,
        UpdateCase test,
        StringBuilder differences
    )
    {
        try
        {
            var parameters =
                test.Parameters.Length == 0
                    ? MapValue.Empty
                    : graph.Run($"RETURN {test.Parameters} AS map").Rows[0][0].AsMap();
            foreach (string statement in test.Statements)
            {
                outcome.Run(statement, parameters);
            }
            Compare(test, "rows", test.Rows, outcome.Rows, test.IsOrdered, differences);
            if (!outcome.TakesParts && test.Counters is { } counters)
            {
                Compare(test, "counters", [counters], [outcome.Counters], true, differences);
            }
            Compare(test, "error", [test.Error ?? "none"], ["none"], true, differences);
            if (test.After.Length > 0)
            {
                outcome.Run(test.After, MapValue.Empty);
                Compare(test, "after", test.AfterRows, outcome.Rows, false, differences);
            }
        }
        catch (CypherException error)
        {
            Compare(
                test,
                "error",
                [test.Error ?? "none"],
                [error.Status.Code == test.Error ? test.Error : $"{error.Status.Code} {error}"],
                true,
                differences
            );
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            differences.AppendLine($"{test.Place}: {error}");
        }
    }

    private static void Compare(
        UpdateCase test,
        string what,
        IEnumerable<string> expected,
        IEnumerable<string> found,
        bool isOrdered,
        StringBuilder differences
    )
    {
        if (!isOrdered)
        {
            expected = expected.Order(StringComparer.Ordinal);
            found = found.Order(StringComparer.Ordinal);
        }
        string wanted = string.Join("\n    ", expected);
        string got = string.Join("\n    ", found);
        if (!string.Equals(wanted, got, StringComparison.Ordinal))
        {
            differences.AppendLine($"{test.Place}: {test.Statements[^1]}");
            differences.AppendLine($"  {what} expected:\n    {wanted}\n  found:\n    {got}");
        }
    }
}
