using System.Text.RegularExpressions;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Temporal;

/// <summary>The temporal features of openCypher's TCK, evaluated without a query engine.</summary>
public sealed partial class TemporalTckTests
{
    [Theory]
    [InlineData("Temporal1", 150)]
    [InlineData("Temporal2", 30)]
    [InlineData("Temporal3", 150)]
    [InlineData("Temporal5", 3)]
    [InlineData("Temporal6", 11)]
    [InlineData("Temporal7", 8)]
    [InlineData("Temporal8", 16)]
    [InlineData("Temporal9", 130)]
    [InlineData("Temporal10", 80)]
    public void Feature_holds(string feature, int fewestRows)
    {
        string path = Path.Combine(
            SharedFolder(),
            "tck/features/expressions/temporal",
            feature + ".feature"
        );
        Assert.SkipUnless(File.Exists(path), $"{path} is not here");
        int rows = TckScenario.Read(path).Sum(Check);
        Assert.True(rows >= fewestRows, $"only {rows} rows were checked");
    }

    private static string SharedFolder()
    {
        string? given = Environment.GetEnvironmentVariable("QUIVER_SHARED");
        if (given is not null)
        {
            return given;
        }
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Quiver.slnx")))
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder?.Parent?.FullName ?? "", "shared");
    }

    private static int Check(TckScenario scenario)
    {
        var variables = new Dictionary<string, Value>(StringComparer.Ordinal);
        ReadStored(scenario.Setup, variables);
        var match = QueryForm().Match(scenario.Query);
        Assert.True(match.Success, scenario.Query);
        foreach (var (expression, name) in Items(match.Groups["with"].Value))
        {
            variables[name] = TckExpression.Evaluate(Stored(expression), variables);
        }
        var items = Items(match.Groups["return"].Value);
        Assert.Single(scenario.Rows);
        for (int i = 0; i < items.Count; i++)
        {
            string expression = Stored(items[i].Expression);
            if (expression.Contains("toString", StringComparison.Ordinal))
            {
                CheckText(expression, scenario.Rows[0][i], variables);
                continue;
            }
            var actual = TckExpression.Evaluate(expression, variables);
            variables[items[i].Name] = actual;
            Compare(scenario, actual, scenario.Rows[0][i]);
        }
        return 1;
    }

    // toString(d), and that the constructor reads it back as d.
    private static void CheckText(
        string expression,
        string expected,
        Dictionary<string, Value> variables
    )
    {
        var value = variables["d"];
        if (expected == "true")
        {
            var read = TckExpression.Parse(value.Kind, ValueText.ToText(value));
            Assert.Equal(Ternary.True, ValueEquality.Compare(read, value));
        }
        else
        {
            Assert.Equal("toString(d)", expression);
            Assert.Equal(expected.Trim('\''), ValueText.ToText(value));
        }
    }

    private static void Compare(TckScenario scenario, Value actual, string expected)
    {
        var wanted = TckExpression.Evaluate(expected, new Dictionary<string, Value>());
        if (wanted.Kind == ValueKind.String && actual.Kind != ValueKind.String)
        {
            if (actual.Kind == ValueKind.Duration)
            {
                Assert.Equal(wanted.AsString(), ValueText.ToText(actual));
            }
            wanted = TckExpression.Parse(actual.Kind, wanted.AsString());
        }
        Assert.True(
            ValueEquivalence.Instance.Equals(wanted, actual),
            $"{scenario.Name}: {scenario.Query} gave {actual}, not {expected}"
        );
    }

    // Properties of stored nodes are looked up as if they were variables.
    private static string Stored(string expression) =>
        expression
            .Replace("dur2.date", "date2", StringComparison.Ordinal)
            .Replace("dur.date", "date1", StringComparison.Ordinal)
            .Replace("d.dur", "date1", StringComparison.Ordinal)
            .Replace("d.date", "date1", StringComparison.Ordinal)
            .Replace("v.date", "date1", StringComparison.Ordinal);

    private static void ReadStored(string setup, Dictionary<string, Value> variables)
    {
        int count = 0;
        foreach (Match match in StoredForm().Matches(setup))
        {
            string name = $"date{++count}";
            variables[name] = TckExpression.Evaluate(match.Groups["value"].Value, variables);
        }
    }

    private static List<(string Expression, string Name)> Items(string text)
    {
        var items = new List<(string, string)>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ',';
            depth +=
                c is '(' or '{' ? 1
                : c is ')' or '}' ? -1
                : 0;
            if (c == ',' && depth == 0 && i > start)
            {
                string[] parts = text[start..i].Split(" AS ");
                items.Add((parts[0].Trim(), parts[^1].Trim()));
                start = i + 1;
            }
        }
        return items;
    }

    [GeneratedRegex(
        "^(MATCH [^{]*?(?= WITH| RETURN) )?(WITH (?<with>.*?) )?(MATCH .*? )?RETURN (?<return>.*)$"
    )]
    private static partial Regex QueryForm();

    [GeneratedRegex(@"\w+: (?<value>\w+\(\{[^}]*\}\))\}\)")]
    private static partial Regex StoredForm();
}
