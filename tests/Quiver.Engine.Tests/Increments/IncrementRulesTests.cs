using Quiver.Import;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Engine.Tests.Increments;

/// <summary>What others write between the build and the merge of an increment stays, and what then does not fit any more goes by a rule. Each rule of docs/import.md once.</summary>
public sealed class IncrementRulesTests
{
    [Fact]
    public async Task What_others_write_stays()
    {
        await using var home = await IncrementHome.OpenAsync();
        var options = home.Build(["a,Anna,,,,U", "d,Dan,4,,,"], ["d,a,9,9,"]);
        await home.RunAsync(
            "CREATE (:P {id: 'e', name: 'Eve'})",
            "MATCH (a:P {id: 'a'}) SET a.x = 7",
            "MATCH (b:P {id: 'b'}), (e:P {id: 'e'}) CREATE (b)-[:T {uid: 5}]->(e)",
            "MATCH (:P {id: 'b'})-[r:R]->() SET r.w = 20",
            "MATCH (c:P {id: 'c'}) SET c:Theirs"
        );
        await home.MergeAsync(options);
        Assert.Equal(
            [
                "a Anna 7:P:Old",
                "b Bob -:P",
                "c Cy -:P:Theirs",
                "d Dan 4:P",
                "e Eve -:P",
                "a-R 1 1->b",
                "b-R 2 20->c",
                "b-T 5 -->e",
                "d-R 9 9->a",
            ],
            await home.DescribeAsync()
        );
    }

    [Fact]
    public async Task Of_a_property_or_a_label_that_both_change_the_value_of_the_increment_counts()
    {
        await using var home = await IncrementHome.OpenAsync();
        await home.RunAsync("MATCH (n:P {id: 'b'}) SET n:Mine");
        var options = home.Build(["a,Anna,1,Mine,Old,U"], ["a,b,1,10,U"]);
        await home.RunAsync(
            "MATCH (a:P {id: 'a'}) SET a.name = 'Other', a.x = 7 REMOVE a:Old",
            "MATCH (a:P {id: 'a'}) SET a:Old, a:Mine",
            "MATCH (a:P {id: 'a'}) REMOVE a:Mine",
            "MATCH ()-[r:R {uid: 1}]->() SET r.w = 5"
        );
        await home.MergeAsync(options);
        var found = await home.DescribeAsync();
        Assert.Contains("a Anna 1:P:Mine", found);
        Assert.Contains("a-R 1 10->b", found);
    }

    [Fact]
    public async Task Relationships_that_others_joined_to_a_node_that_is_deleted_go_with_it()
    {
        await using var home = await IncrementHome.OpenAsync();
        var options = home.Build(["b,,,,,D"], []);
        await home.RunAsync(
            "MATCH (b:P {id: 'b'}), (c:P {id: 'c'}) CREATE (c)-[:T {uid: 5}]->(b), (b)-[:T {uid: 6}]->(b), (c)-[:T {uid: 7}]->(c)"
        );
        await home.MergeAsync(options);
        Assert.Equal(["a Ann -:P:Old", "c Cy -:P", "c-T 7 -->c"], await home.DescribeAsync());
    }

    [Theory]
    [InlineData(
        "a node whose key has been taken",
        "d,Dan,4,,,",
        "d,a,9,9,",
        "CREATE (:P {id: 'd', name: 'Dora'})",
        "nodes.csv:2: a node with the same key has been created since",
        "--skip-duplicate-nodes",
        "DuplicateNode",
        "d Dora -:P, d-R 9 9->a"
    )]
    [InlineData(
        "an update of a node that has been deleted",
        "a,Anna,,,,U",
        null,
        "MATCH (a:P {id: 'a'}) DETACH DELETE a",
        "nodes.csv:2: the node has been deleted since",
        "--skip-bad-rows",
        "MalformedRow",
        "b-R 2 2->c"
    )]
    [InlineData(
        "a relationship at a node that has been deleted",
        "d,Dan,4,,,",
        "d,a,9,9,",
        "MATCH (a:P {id: 'a'}) DETACH DELETE a",
        "joins.csv:2: a node at an end of the relationship has been deleted since",
        "--skip-bad-relationships",
        "BadRelationship",
        "d Dan 4:P"
    )]
    [InlineData(
        "an update of a relationship that has been deleted",
        "d,Dan,4,,,",
        "a,b,1,10,U",
        "MATCH ()-[r:R {uid: 1}]->() DELETE r",
        "joins.csv:2: the relationship has been deleted since",
        "--skip-bad-relationships",
        "BadRelationship",
        "d Dan 4:P, a Ann -:P:Old"
    )]
    [InlineData(
        "a value that a constraint made since allows once only",
        "d,Bob,4,,,",
        null,
        "CREATE CONSTRAINT names FOR (p:P) REQUIRE p.name IS UNIQUE",
        "nodes.csv:2: the node would have violated constraint 'names'",
        "--skip-duplicate-nodes",
        "ConstraintViolation",
        "b Bob -:P"
    )]
    [InlineData(
        "an update to a value that others have taken",
        "a,Eve,,,,U",
        null,
        "CREATE CONSTRAINT names FOR (p:P) REQUIRE p.name IS UNIQUE; CREATE (:P {id: 'e', name: 'Eve'})",
        "nodes.csv:2: the node would have violated constraint 'names'",
        "--skip-duplicate-nodes",
        "ConstraintViolation",
        "a Ann -:P:Old, e Eve -:P"
    )]
    public async Task What_does_not_fit_any_more_stops_the_merge_or_is_a_bad_entry(
        string what,
        string node,
        string? relationship,
        string meanwhile,
        string message,
        string option,
        string kind,
        string after
    )
    {
        await using var home = await IncrementHome.OpenAsync();
        var options = home.Build([node], relationship is null ? [] : [relationship]);
        await home.RunAsync(meanwhile.Split("; "));
        var before = await home.DescribeAsync();

        var error = await Assert.ThrowsAsync<ImportException>(() => home.MergeAsync(options));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"Nothing was merged. {option}=true",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, await home.DescribeAsync());

        var result = await home.MergeAsync(
            options with
            {
                SkipDuplicateNodes = option == "--skip-duplicate-nodes",
                SkipBadRows = option == "--skip-bad-rows",
                SkipBadRelationships = option == "--skip-bad-relationships",
            }
        );
        Assert.True(result.Skipped.Total == 1, what);
        Assert.Contains(kind, home.Report, StringComparison.Ordinal);
        var found = await home.DescribeAsync();
        Assert.All(after.Split(", "), line => Assert.Contains(line, found));
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    [Fact]
    public async Task What_both_delete_is_deleted()
    {
        await using var home = await IncrementHome.OpenAsync();
        var options = home.Build(["a,,,,,D"], ["b,c,2,,D"]);
        await home.RunAsync(
            "MATCH (a:P {id: 'a'}) DETACH DELETE a",
            "MATCH ()-[r:R {uid: 2}]->() DELETE r"
        );
        var result = await home.MergeAsync(options);
        Assert.Equal(0, result.Skipped.Total);
        Assert.Equal(["b Bob -:P", "c Cy -:P"], await home.DescribeAsync());
    }

    [Fact]
    public async Task A_damaged_part_of_what_was_built_says_what_to_do()
    {
        await using var home = await IncrementHome.OpenAsync();
        var options = home.Build(["d,Dan,4,,,"], ["d,a,9,9,"]);
        var before = await home.DescribeAsync();
        string folder = Assert.Single(
            Directory.GetDirectories(Path.Join(options.DatabaseDirectory, Increment.FolderName))
        );
        string chunk = Directory.GetFiles(folder).MaxBy(static file => new FileInfo(file).Length)!;
        byte[] bytes = await File.ReadAllBytesAsync(chunk);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(chunk, bytes);

        // A server tells its command no more than the message.
        var error = await Assert.ThrowsAsync<StorageException>(() =>
            home.Engine.MergeIncrementAsync("neo4j", TestContext.Current.CancellationToken).AsTask()
        );
        Assert.Contains(chunk, error.Message, StringComparison.Ordinal);
        Assert.Contains("Build it again: --stage=prepare", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await home.DescribeAsync());
    }
}
