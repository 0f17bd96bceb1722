using System.IO.Compression;
using System.Text;

namespace Quiver.Import.Tests;

public sealed class EmptyFilesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    [InlineData("\uFEFF")]
    public void Empty_files_bring_nothing_and_are_said_to_be_empty(string content)
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1").Nodes("N", "id:ID", "2");
        string nodes = Path.Join(folder.Folder, "no-nodes.csv");
        string relationships = Path.Join(folder.Folder, "no-relationships.csv");
        File.WriteAllText(nodes, content);
        File.WriteAllText(relationships, content);
        folder
            .NodeFiles("M", nodes)
            .RelationshipFiles("T", relationships)
            .Relationships("R", ":START_ID,:END_ID", "1,2");
        var result = folder.Run();
        Assert.Equal((2, 1), (result.Nodes, result.Relationships));
        foreach (string path in (string[])[nodes, relationships])
        {
            Assert.Contains(
                $"{path} is empty: its group has neither a header nor rows.",
                folder.Progress.Warnings
            );
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\uFEFF", false)]
    [InlineData("\uFEFF\n", false)]
    [InlineData("\n\r\n\r", false)]
    [InlineData("", true)]
    [InlineData("\uFEFF", true)]
    public void The_header_is_the_first_row_of_a_group_also_behind_files_without_rows(
        string content,
        bool isPacked
    )
    {
        using var folder = new ImportFolder();
        string empty = Path.Join(folder.Folder, "empty.csv");
        using (Stream file = File.Create(empty))
        using (Stream text = isPacked ? new GZipStream(file, CompressionMode.Compress) : file)
        {
            text.Write(Encoding.UTF8.GetBytes(content));
        }
        folder
            .NodeFiles("N", empty, empty, folder.Write("n.csv", "id:ID", "1"), empty)
            .RelationshipFiles("R", empty, folder.Write("r.csv", ":START_ID,:END_ID", "1,1"));
        var result = folder.Run();
        Assert.Equal((1, 1), (result.Nodes, result.Relationships));
        Assert.DoesNotContain(folder.Progress.Warnings, text => text.Contains("is empty"));
    }
}
