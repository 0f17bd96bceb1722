using System.Globalization;

namespace Quiver.Import.Tests;

/// <summary>The header's option <c>id-type</c>: what the property of an identifier is stored as.</summary>
public sealed class IdTypeTests
{
    [Theory]
    [InlineData("string", "7", "'7'")]
    [InlineData("byte", "7", "7")]
    [InlineData("long", "7", "7")]
    [InlineData("char", "7", "'7'")]
    [InlineData("boolean", "true", "true")]
    [InlineData("float", "7.5", "7.5")]
    [InlineData("double", "7e1", "70.0")]
    [InlineData("date", "2026-1-2", "date('2026-01-02')")]
    [InlineData("localtime", "10:11", "localtime('10:11:00')")]
    [InlineData("time", "10:11", "time('10:11:00+02:00')")]
    [InlineData("localdatetime", "2026-01-02T03:04", "localdatetime('2026-01-02T03:04:00')")]
    [InlineData("datetime", "2026-01-02T03:04", "datetime('2026-01-02T03:04:00+02:00')")]
    [InlineData("duration", "P14D", "duration('P14D')")]
    [InlineData("point", "\"{x: 1, y: 2}\"", "point({x: 1.0, y: 2.0, crs: 'cartesian'})")]
    public void Identifiers_of_every_type_are_stored_as_such_and_found(
        string type,
        string id,
        string stored
    )
    {
        foreach (bool skipBadRows in (bool[])[false, true])
        {
            using var folder = new ImportFolder()
                .Nodes(
                    "A",
                    $"id:ID(G){{id-type: {type}, timezone: \"+02:00\"}},name",
                    $"{id},first",
                    ",second"
                )
                .Nodes("B", "id:ID(H)", "b")
                .Relationships("R", ":START_ID(G),:END_ID(H)", $"{id},b");
            folder.Options = folder.Options with { SkipBadRows = skipBadRows };
            var graph = folder.RunAndRead();
            Assert.Equal(
                [$"(A {{id: {stored}, name: 'first'}})", "(A {name: 'second'})", "(B {id: 'b'})"],
                graph.Nodes
            );
            Assert.Single(graph.Relationships);
        }
    }

    [Fact]
    public void Identifiers_that_are_no_integers_are_compared_as_they_are_written()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID{id-type: double}", "1.0", "1", "1.0")
            .Relationships("R", ":START_ID,:END_ID", "1,1.0", "1.00,1");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            SkipBadRelationships = true,
        };
        var graph = folder.RunAndRead();
        Assert.Equal(["(A {id: 1.0})", "(A {id: 1.0})"], graph.Nodes);
        Assert.Single(graph.Relationships);
        Assert.Equal(2, folder.Report.Length);
    }

    [Fact]
    public void A_cell_that_does_not_hold_the_type_is_wrong_like_that_of_any_property()
    {
        using var folder = new ImportFolder().Nodes(
            "A",
            "id:ID{id-type: date},name",
            "2026-01-02,a",
            "soon,b",
            "2026-01-02,c"
        );
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        Assert.Contains(
            ":3:1: column 'id': 'soon' is not a date",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { SkipBadRows = true };
        Assert.Equal(["(A {id: date('2026-01-02'), name: 'a'})"], folder.RunAndRead().Nodes);
        Assert.Equal(2, folder.Report.Length);
    }

    [Fact]
    public void Many_of_them_keep_their_values_whatever_the_threads()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 70_000)
                .Select(row => (row / 2.0).ToString("F1", CultureInfo.InvariantCulture)),
        ];
        foreach (int threads in (int[])[1, 3])
        {
            using var folder = new ImportFolder().Nodes("A", ["id:ID{id-type: double}", .. rows]);
            folder.Options = folder.Options with { Threads = threads };
            Assert.Equal(rows.Select(row => $"(A {{id: {row}}})"), folder.RunAndRead().Nodes);
        }
    }
}
