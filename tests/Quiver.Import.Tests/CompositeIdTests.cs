namespace Quiver.Import.Tests;

public sealed class CompositeIdTests
{
    [Fact]
    public void Joined_parts_are_referred_to_by_their_text_and_stored_as_properties()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID,b:ID,name", "ABC,123,one", "X,,two", ",,three")
            .Relationships("R", ":START_ID,:END_ID", "ABC123,X");
        var graph = folder.RunAndRead();
        Assert.Equal(
            [
                "(N {a: 'ABC', b: '123', name: 'one'})",
                "(N {a: 'X', name: 'two'})",
                "(N {name: 'three'})",
            ],
            graph.Nodes
        );
        Assert.Equal(["0-[R]->1"], graph.Relationships);
    }

    [Fact]
    public void Separate_parts_are_never_taken_for_others_with_the_same_text()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID(g),second:ID(g),n:int", "ABC,DEF,1", "ABCD,EF,2", "\"A,\"\"\",,3")
            .Relationships(
                "R",
                ":START_ID(g),:END_ID(g),:END_ID(g),:START_ID(g)",
                "ABC,ABCD,EF,DEF",
                "\"A,\"\"\",ABC,DEF,"
            );
        var graph = folder.RunAndRead();
        Assert.Equal(
            ["(N {second: 'DEF', n: 1})", "(N {second: 'EF', n: 2})", "(N {n: 3})"],
            graph.Nodes
        );
        Assert.Equal(["0-[R]->1", "2-[R]->0"], graph.Relationships);
    }

    [Fact]
    public void Without_relationships_equal_joined_text_is_no_duplicate()
    {
        using var folder = new ImportFolder().Nodes("N", "a:ID,b:ID", "ABC,DEF", "ABCD,EF");
        Assert.Equal(2, folder.RunAndRead().Nodes.Count);
    }

    [Fact]
    public void Equal_joined_text_is_a_duplicate_where_relationships_refer_to_it()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID,b:ID", "ABC,DEF", "ABCD,EF")
            .Relationships("R", ":START_ID,:END_ID");
        Assert.Contains(
            "nodes0.csv:3:1: Id 'ABCDEF' is defined more than once",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Duplicates_of_parts_kept_apart_are_skipped_and_the_rest_stays_in_line()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID,:ID,c", "1,2,x", "1,2,y", "12,,z", "3,4,w")
            .Relationships("R", ":START_ID,:START_ID,:END_ID,:END_ID", "3,4,12,");
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        var graph = folder.RunAndRead();
        Assert.Equal(
            ["(N {a: '1', c: 'x'})", "(N {a: '12', c: 'z'})", "(N {a: '3', c: 'w'})"],
            graph.Nodes
        );
        Assert.Equal(["2-[R]->1"], graph.Relationships);
        Assert.Contains(
            "Id '(1, 2)' is defined",
            Assert.Single(folder.Report),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_missing_end_is_shown_part_by_part()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID,b:ID", "1,2")
            .Relationships("R", ":START_ID,:START_ID,:END_ID,:END_ID", "1,2,2,1");
        Assert.Contains(
            "refers to missing node (2, 1)",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        ":START_ID,:END_ID,:END_ID",
        "refer to identifiers in the global id space in different ways"
    )]
    [InlineData(
        ":START_ID,:START_ID,:START_ID,:END_ID,:END_ID",
        "there are 3 columns of type START_ID, but identifiers in the global id space have 2"
    )]
    [InlineData(
        ":START_ID,:START_ID(x),:END_ID",
        "2 START_ID columns, but they refer to different groups"
    )]
    [InlineData(
        ":START_ID,:TYPE,:END_ID,:TYPE",
        "relationships0.csv:1:25: a second column of type TYPE"
    )]
    public void Wrong_references_are_refused(string header, string expected)
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID,b:ID", "1,2")
            .Nodes("X", ":ID(x)")
            .Relationships("R", header);
        Assert.Contains(expected, folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_relationship_files_cannot_refer_in_two_ways()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID,b:ID", "1,2")
            .Relationships("R", ":START_ID,:END_ID", "12,12")
            .Relationships("R", ":START_ID,:START_ID,:END_ID,:END_ID", "1,2,1,2");
        Assert.Contains("do it one way", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_ids_need_text()
    {
        using var folder = new ImportFolder().Nodes("N", "a:ID,b:ID", "1,2");
        folder.Options = folder.Options with { IdType = IdType.Integer };
        Assert.Contains(
            "must be of type string, not integer",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_side_may_have_several_columns_and_the_other_one()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "a:ID(n),b:ID(n)", "1,2")
            .Nodes("M", "m:ID(m){id-type:long}", "7")
            .Relationships("R", ":START_ID(n),:START_ID(n),:END_ID(m)", "1,2,7");
        Assert.Equal(["0-[R]->1"], folder.RunAndRead().Relationships);
    }
}
