using Quiver.Engine.Schema;
using Quiver.Model.Status;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Tests.Schema;

public sealed class SchemaScriptTests
{
    [Fact]
    public void A_file_of_definitions_is_read_in_its_order()
    {
        var script = SchemaScript.Parse(
            """
            // People.
            CREATE CONSTRAINT person_id FOR (p:Person) REQUIRE p.id IS UNIQUE;
            CREATE INDEX FOR (p:Person) ON (p.lastName, p.firstName);;

            /* Where they
               live; and how long. */
            CREATE POINT INDEX at FOR (p:Place) ON (p.at)
              OPTIONS {indexConfig: {`spatial.cartesian.min`: [-1.5, -2]}};
            CREATE CONSTRAINT FOR ()-[r:LIVES_IN]-() REQUIRE r.since IS :: DATE
            """
        );

        Assert.Equal(2, script.Indexes.Length);
        Assert.Equal(["lastName", "firstName"], script.Indexes[0].Properties);
        Assert.Null(script.Indexes[0].Name);
        Assert.Equal("at", script.Indexes[1].Name);
        Assert.Equal(IndexKind.Point, script.Indexes[1].Kind);
        var configuration = script.Indexes[1].Options["indexConfig"].AsMap();
        Assert.Equal(-1.5, configuration["spatial.cartesian.min"].AsList()[0].AsFloat());
        Assert.Equal(-2, configuration["spatial.cartesian.min"].AsList()[1].AsInteger());
        Assert.Equal(2, script.Constraints.Length);
        Assert.Equal("person_id", script.Constraints[0].Name);
        Assert.Equal(ConstraintKind.PropertyType, script.Constraints[1].Kind);
        Assert.Equal(EntityKind.Relationship, script.Constraints[1].Entity);
        Assert.Equal("DATE", script.Constraints[1].Type.ToString());
    }

    [Fact]
    public void An_empty_file_defines_nothing()
    {
        var script = SchemaScript.Parse(" // nothing \n ; ;");

        Assert.Empty(script.Indexes);
        Assert.Empty(script.Constraints);
    }

    [Theory]
    [InlineData("MATCH (n) RETURN n")]
    [InlineData("DROP INDEX x")]
    [InlineData("CREATE INDEX $name FOR (n:A) ON (n.a)")]
    [InlineData("CREATE INDEX FOR (n:A) ON (n.a) CREATE INDEX FOR (n:A) ON (n.b)")]
    [InlineData("CREATE INDEX FOR (n:A) ON (n.a);\nCREATE INDX FOR (n:A) ON (n.b)")]
    public void What_is_no_definition_is_refused(string text) =>
        Assert.Throws<CypherException>(() => SchemaScript.Parse(text));
}
