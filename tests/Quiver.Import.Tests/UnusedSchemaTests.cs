using Quiver.Storage.Schema;
using static Quiver.Import.Tests.SchemaCommands;

namespace Quiver.Import.Tests;

/// <summary>Indexes and constraints about what the input does not have.</summary>
public sealed class UnusedSchemaTests
{
    [Fact]
    public void A_property_that_no_file_of_the_label_has_is_warned_of_with_the_nearest()
    {
        using var folder = Movies(
            Index("by_title", EntityKind.Node, "Movie", "title"),
            Index("by_tilte", EntityKind.Node, "Movie", "tilte"),
            Index("by_name", EntityKind.Node, "Movie", "name"),
            Index("by_role", EntityKind.Relationship, "ACTED_IN", "roles")
        );
        folder.Run();
        Assert.Equal(
            [
                "No file of 'Movie' has a property 'tilte': the index 'by_tilte' of --schema on Movie (tilte) finds nothing. Did you mean 'title'?",
                "No file of 'Movie' has a property 'name': the index 'by_name' of --schema on Movie (name) finds nothing.",
                "No file of 'ACTED_IN' has a property 'roles': the index 'by_role' of --schema on ACTED_IN (roles) finds nothing. Did you mean 'role'?",
            ],
            folder.Progress.Warnings
        );
    }

    [Fact]
    public void A_label_or_type_that_nothing_has_is_warned_of_before_anything_is_read()
    {
        using var folder = Movies(
            Unique("Movei", "title"),
            Index("x", EntityKind.Relationship, "DIRECTED", "role")
        );
        folder.Options = folder.Options with { DryRun = true };
        folder.Run();
        Assert.Equal(
            [
                "No node has the label 'Movei': the constraint 'rule' of --schema on Movei (title) holds for nothing that is imported. Did you mean 'Movie'?",
                "No relationship has the type 'DIRECTED': the index 'x' of --schema on DIRECTED (role) finds nothing.",
            ],
            folder.Progress.Warnings
        );
    }

    [Fact]
    public void A_label_that_cells_could_have_brought_is_warned_of_once_they_are_read()
    {
        using var folder = new ImportFolder();
        folder.Nodes("", "id:ID,name,:LABEL", "1,a,Person", "2,b,Author");
        folder.Options = folder.Options with
        {
            Schema =
            [
                Index("authors", EntityKind.Node, "Author", "name"),
                Index("editors", EntityKind.Node, "Editor", "name"),
            ],
        };
        folder.Run();
        Assert.Equal(
            [
                "No node has the label 'Editor': the index 'editors' of --schema on Editor (name) finds nothing.",
            ],
            folder.Progress.Warnings
        );
    }

    [Fact]
    public void Of_very_many_only_some_are_listed()
    {
        using var folder = Movies([
            .. Enumerable
                .Range(0, 30)
                .Select(i => Index($"i{i}", EntityKind.Node, $"NoSuchLabel{i}", "x")),
        ]);
        folder.Run();
        Assert.Equal(21, folder.Progress.Warnings.Count);
        Assert.Equal("… and 10 more of this kind.", folder.Progress.Warnings[^1]);
    }

    private static ImportFolder Movies(params ImportSchemaCommand[] schema)
    {
        var folder = new ImportFolder();
        folder
            .Nodes("Movie", "id:ID,title", "1,a")
            .Nodes("Person", "id:ID,name", "2,b")
            .Relationships("ACTED_IN", ":START_ID,:END_ID,role", "2,1,x");
        folder.Options = folder.Options with { Schema = schema };
        return folder;
    }
}
