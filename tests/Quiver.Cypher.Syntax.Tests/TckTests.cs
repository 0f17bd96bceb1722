using System.Text.RegularExpressions;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>Parses the queries of the openCypher technology compatibility kit.</summary>
public sealed partial class TckTests
{
    [Fact]
    public void Every_query_of_supported_clauses_parses_and_survives_being_printed()
    {
        var failures = new List<string>();
        int parsed = 0;
        int refused = 0;
        foreach (TckQuery query in Queries().Where(q => !q.IsSyntaxError))
        {
            try
            {
                CypherParser.Parse(query.Text);
                Assert.True(RoundTrip.CheckIfValid(query.Text));
                parsed++;
            }
            catch (CypherException exception)
                when (exception.Status == StatusCodes.UnsupportedOperation)
            {
                refused++;
            }
            catch (CypherException exception)
            {
                failures.Add($"{query.File}\n{query.Text}\n{exception.Message}\n");
            }
        }
        Assert.Empty(failures);
        Assert.True(parsed > 2000, $"Only {parsed} queries were parsed, {refused} refused.");
    }

    [Fact]
    public void Only_clauses_out_of_scope_are_refused()
    {
        foreach (TckQuery query in Queries().Where(q => !q.IsSyntaxError))
        {
            try
            {
                CypherParser.Parse(query.Text);
            }
            catch (CypherException exception)
                when (exception.Status == StatusCodes.UnsupportedOperation)
            {
                Assert.Matches(OutOfScope(), query.Text);
            }
        }
    }

    [Fact]
    public void Every_query_with_an_error_of_syntax_is_refused()
    {
        string[] details =
        [
            "UnexpectedSyntax",
            "InvalidUnicodeCharacter",
            "InvalidUnicodeLiteral",
            "InvalidNumberLiteral",
            "IntegerOverflow",
            "FloatingPointOverflow",
            "InvalidRelationshipPattern",
            "NoExpressionAlias",
            "InvalidClauseComposition",
        ];
        var accepted = new List<string>();
        int refused = 0;
        foreach (TckQuery query in Queries().Where(q => details.Contains(q.Error)))
        {
            try
            {
                CypherParser.Parse(query.Text);
                accepted.Add(query.Text.Trim());
            }
            catch (CypherException)
            {
                refused++;
            }
        }
        // Where patterns may stand among expressions is a question of types, which binding answers.
        accepted.RemoveAll(text => PatternInExpression().IsMatch(text));
        Assert.Empty(accepted);
        Assert.True(refused > 20, $"Only {refused} queries were refused.");
    }

    private static IEnumerable<TckQuery> Queries()
    {
        string folder = Path.Combine(Repository.Shared, "tck", "features");
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is absent.");
        return Directory
            .EnumerateFiles(folder, "*.feature", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(TckQuery.ReadFile);
    }

    [GeneratedRegex(
        @"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|CALL|FOREACH|LOAD|shortestPath|allShortestPaths)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OutOfScope();

    [GeneratedRegex(@"\(\w*\)<?-")]
    private static partial Regex PatternInExpression();
}
