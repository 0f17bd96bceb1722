using Quiver.Cypher.Syntax;

namespace Quiver.Cypher.Planning.Tests;

public sealed class PlanSpecificationTests
{
    [Theory]
    [InlineData("patterns.txt")]
    [InlineData("projections.txt")]
    [InlineData("optional.txt")]
    [InlineData("subqueries.txt")]
    [InlineData("counts.txt")]
    [InlineData("expressions.txt")]
    [InlineData("commands.txt")]
    [InlineData("indexes.txt")]
    [InlineData("ldbc.txt")]
    [InlineData("messages.txt")]
    [InlineData("everyday.txt")]
    public void Queries_are_planned_as_written_down(string name)
    {
        var specification = new Specification(name);
        var statistics = new StatisticsTable(specification.Preamble);
        specification.Run(query =>
        {
            var plan = CypherPlanner.Plan(CypherParser.Parse(query), statistics, statistics);
            PlanValidator.Validate(plan);
            return PlanPrinter.Print(plan);
        });
    }
}
