using Quiver.Engine.Management;

namespace Quiver.Engine.Tests.Management;

public sealed class ObjectNamePatternTests
{
    private static readonly ManagementBean s_bean = new(
        "neo4j.metrics",
        "name=neo4j.database.movies.ids_in_use.node",
        "",
        1
    );

    [Theory]
    [InlineData("")]
    [InlineData("*:*")]
    [InlineData(":*")]
    [InlineData("neo4j.*:*")]
    [InlineData("neo4j?metrics:name=*")]
    [InlineData("neo4j.metrics:name=neo4j.database.movies.ids_in_use.node")]
    [InlineData("neo4j.metrics:name=neo4j.database.*.ids_in_use.*")]
    [InlineData("neo4j.metrics:name=*node,*")]
    public void Patterns_mean_the_names_that_fit(string text) => Assert.True(Matches(text, s_bean));

    [Theory]
    [InlineData("java.lang:*")]
    [InlineData("neo4j:*")]
    [InlineData("NEO4J.METRICS:*")]
    [InlineData("neo4j.metrics:type=*,*")]
    [InlineData("neo4j.metrics:name=*,type=*")]
    [InlineData("neo4j.metrics:name=neo4j.database.movies")]
    [InlineData(@"neo4j.metrics:name=\*")]
    public void Patterns_mean_no_other_names(string text) => Assert.False(Matches(text, s_bean));

    [Fact]
    public void Keys_come_in_any_order_and_may_be_more_where_the_pattern_is_open()
    {
        var bean = new ManagementBean("java.lang", "type=Pool,name=Eden", "", 1);
        Assert.True(Matches("java.lang:name=Eden,type=Pool", bean));
        Assert.True(Matches("java.lang:name=E*,*", bean));
        Assert.False(Matches("java.lang:name=Eden", bean));
    }

    [Theory]
    [InlineData("neo4j.metrics", "no ':'")]
    [InlineData("neo4j.metrics:", "what follows the ':'")]
    [InlineData("neo4j.metrics:name", "what follows the ':'")]
    [InlineData("neo4j.metrics:=x", "what follows the ':'")]
    [InlineData("neo4j.metrics:*,name=x", "what follows the ':'")]
    [InlineData("neo4j.metrics:name=x,name=y", "what follows the ':'")]
    public void Other_texts_are_told_what_is_wrong(string text, string problem)
    {
        Assert.False(ObjectNamePattern.TryParse(text, out _, out string? told));
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    private static bool Matches(string text, ManagementBean bean)
    {
        Assert.True(ObjectNamePattern.TryParse(text, out var pattern, out _));
        return pattern.Matches(bean);
    }
}
