using Quiver.Cypher.Planning.Functions;

namespace Quiver.Cypher.Planning.Tests;

public sealed class FunctionCatalogTests
{
    [Theory]
    [InlineData("COUNT", "count")]
    [InlineData("toupper", "toUpper")]
    [InlineData("upper", "toUpper")]
    [InlineData("Lower", "toLower")]
    [InlineData("datetime.FromEpoch", "datetime.fromepoch")]
    public void Functions_are_found_in_any_case_and_by_their_other_names(
        string name,
        string expected
    )
    {
        Assert.True(FunctionCatalog.TryFind(name, out var signature));
        Assert.Equal(expected, signature.Name);
    }

    [Fact]
    public void Optional_parameters_come_last()
    {
        foreach (var signature in FunctionCatalog.All)
        {
            bool optional = false;
            foreach (var parameter in signature.Parameters)
            {
                Assert.False(optional && !parameter.IsOptional, signature.ToString());
                optional = parameter.IsOptional;
            }
        }
    }

    [Fact]
    public void The_aggregates_are_known()
    {
        var aggregates = FunctionCatalog
            .All.Where(static f => f.IsAggregating)
            .Select(static f => f.Name);
        Assert.Equal(
            [
                "avg",
                "collect",
                "count",
                "max",
                "min",
                "percentileCont",
                "percentileDisc",
                "stDev",
                "stDevP",
                "sum",
            ],
            aggregates
        );
    }
}
