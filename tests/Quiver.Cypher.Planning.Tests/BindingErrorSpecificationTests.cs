using System.Globalization;
using Quiver.Cypher.Syntax;
using Quiver.Model.Status;

namespace Quiver.Cypher.Planning.Tests;

public sealed class BindingErrorSpecificationTests
{
    [Fact]
    public void Wrong_queries_are_refused_as_written_down()
    {
        var specification = new Specification("errors.txt");
        var statistics = new StatisticsTable(specification.Preamble);
        specification.Run(query =>
        {
            try
            {
                CypherPlanner.Plan(CypherParser.Parse(query), statistics, statistics);
                return "no error";
            }
            catch (CypherException error)
            {
                string position = error.Position is { } p
                    ? string.Create(CultureInfo.InvariantCulture, $"{p.Line}:{p.Column}")
                    : "nowhere";
                string code = error.Status.Code.Replace(
                    "Neo.ClientError.Statement.",
                    "",
                    StringComparison.Ordinal
                );
                return $"{code} {error.Status.GqlStatus} at {position}\n{error.Message}";
            }
        });
    }
}
