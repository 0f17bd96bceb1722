using System.Text;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>Queries through parser, planner and execution, over graphs in every form that storage keeps data in.</summary>
public sealed class QuerySpecificationTests
{
    public static TheoryData<string, DataForm> Runs
    {
        get
        {
            string folder = Path.Combine(AppContext.BaseDirectory, "Specifications");
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
    public void Every_query_gives_what_its_specification_says(string file, DataForm form)
    {
        var specification = QuerySpecification.Read(file);
        using var graph = new TestGraph(specification.Graph, form);
        var differences = new StringBuilder();
        foreach (var test in specification.Cases)
        {
            Check(graph, test, differences);
        }
        Assert.True(differences.Length == 0, differences.ToString());
        Assert.NotEmpty(specification.Cases);
    }

    private static void Check(TestGraph graph, QueryCase test, StringBuilder differences)
    {
        var found = Run(graph, test);
        var expected = test.Lines;
        if (test.Expectation == "rows")
        {
            found = [.. found.Order(StringComparer.Ordinal)];
            expected = [.. expected.Order(StringComparer.Ordinal)];
        }
        if (!expected.SequenceEqual(found))
        {
            differences.AppendLine($"{test.Place}: {test.Query}");
            differences
                .AppendLine("  expected:")
                .AppendJoin('\n', expected.Select(l => "    " + l));
            differences.AppendLine().AppendLine("  found:");
            differences.AppendJoin('\n', found.Select(l => "    " + l)).AppendLine();
        }
    }

    private static List<string> Run(TestGraph graph, QueryCase test)
    {
        string code = test.Expectation.StartsWith("error ", StringComparison.Ordinal)
            ? test.Expectation["error ".Length..]
            : "";
        try
        {
            var parameters =
                test.Parameters.Length == 0
                    ? MapValue.Empty
                    : graph.Run($"RETURN {test.Parameters} AS map").Rows[0][0].AsMap();
            var (columns, rows) = graph.Run(test.Query, parameters);
            if (test.Expectation == "columns")
            {
                return [.. columns];
            }
            var text = new RowText(graph.Snapshot, graph.Names);
            return [.. rows.Select(text.Format)];
        }
        catch (CypherException error)
        {
            return error.Status.Code == code && test.Lines.Count == 0
                ? []
                : [$"{error.Status.Code}: {error.Message}"];
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return [error.ToString()];
        }
    }
}
