using System.Globalization;
using Quiver.Cypher.Syntax;

namespace Quiver.Cypher.Planning.Tests;

public sealed class NotificationSpecificationTests
{
    [Fact]
    public void Doubtful_queries_are_warned_of_as_written_down()
    {
        var specification = new Specification("notifications.txt");
        var statistics = new StatisticsTable(specification.Preamble);
        specification.Run(query =>
        {
            var plan = CypherPlanner.Plan(CypherParser.Parse(query), statistics, statistics);
            return string.Join(
                '\n',
                plan.Notifications.Select(static n =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{n.Code} {n.GqlStatus} {n.Category} at {n.Position?.Line}:{n.Position?.Column}\n{n.Description}\n{n.StatusDescription}"
                    )
                )
            );
        });
    }
}
