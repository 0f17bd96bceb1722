using System.Text.Json;
using Quiver.Foundation.IO;
using Quiver.Import.Increments;
using Quiver.Storage.Schema;

namespace Quiver.Import.Tests.Increments;

/// <summary>What constraints do not allow of an increment: rows are left out and listed, or nothing is merged.</summary>
public sealed class ViolationTests
{
    private const string NodeHeader = "id:ID(P){label:P},code:int,name,:ACTION";
    private const string RelationshipHeader =
        ":START_ID(P),:END_ID(P),uid:int{identifier:true},w:int,:ACTION";

    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void Random_rows_without_those_that_are_listed_are_merged_and_give_the_same_graph()
    {
        int left = 0;
        for (int round = 0; round < Nightly.Times(8, 500); round++)
        {
            int seed = Random.Shared.Next();
            try
            {
                left += Run(seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}", error);
            }
        }
        Assert.True(left > 0);
    }

    [Fact]
    public void A_violation_is_listed_with_file_line_and_reason()
    {
        using var folder = Base();
        var result = Merge(
            folder,
            lenient: true,
            ["d,2,Dora,", "e,7,Ed,", "f,7,Fay,", "g,8,,", "a,9,,U"],
            ["d,e,9,1,", "e,f,10,1,", "a,e,11,1,", "a,b,0,-1,U"]
        );
        string nodes = Path.Join(folder.Folder, "more-nodes.csv");
        string relationships = Path.Join(folder.Folder, "more-relationships.csv");
        Assert.Equal(
            [
                $"{nodes}:2: the node would have violated constraint 'code': the node with the id 2 in the database has the same `code` and the label `P` already. (code)",
                $"{nodes}:4: the node would have violated constraint 'code': the node at {nodes}:3 has the same `code` and the label `P` already. (code)",
                $"{nodes}:5: the node would have violated constraint 'name': a node with label `P` must have `name`. (name)",
                $"{relationships}:2: a node at an end of the relationship is left out: the node at {nodes}:2. ()",
                $"{relationships}:3: a node at an end of the relationship is left out: the node at {nodes}:4. ()",
            ],
            folder.Report.Select(Show)
        );
        Assert.Equal(
            (3, 2),
            (result.Skipped.ConstraintViolations, result.Skipped.BadRelationships)
        );
        var counts = result.Counts;
        Assert.Equal((1, 1), (counts.NodesCreated, counts.NodesUpdated));
        Assert.Equal((1, 1), (counts.RelationshipsCreated, counts.RelationshipsUpdated));
        Assert.Equal(
            [(nodes, 5, 3), (relationships, 4, 2)],
            result
                .SkippedByFile.Select(file => (file.Path, file.Rows, file.Skipped.Total))
                .OrderBy(file => file.Path, StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_that_a_merge_leaves_out_stand_in_the_report_while_the_files_are_what_was_built(
        bool isChanged
    )
    {
        using var folder = Base();
        string longName = new('é', 150);
        string[] nodes = [$"d,2,\"{longName}\nD\",", "e,7,\"E\nd\",", "f,7,\"Fay, F\","];
        string[] relationships = ["d,e,9,1,"];
        var options = OptionsOf(folder, lenient: true, nodes, relationships) with
        {
            MultilineFields = true,
        };
        RunStage(folder, IncrementStage.Prepare, options);
        RunStage(folder, IncrementStage.Build, options);
        string nodeFile = Path.Join(folder.Folder, "more-nodes.csv");
        string relationshipFile = Path.Join(folder.Folder, "more-relationships.csv");
        if (isChanged)
        {
            File.AppendAllText(nodeFile, "g,8,Gil,\n");
            File.Delete(relationshipFile);
        }
        var merged = RunStage(folder, IncrementStage.Merge, folder.Options);

        Assert.Equal(2, merged.Skipped.ConstraintViolations);
        string shown = $"d,2,\"{new string('é', 97)}…";
        Assert.Equal(
            isChanged ? ["", "", ""] : [shown, "f,7,\"Fay, F\",", "d,e,9,1,"],
            folder.Report.Select(line => JsonElement.Parse(line).GetProperty("row").GetString())
        );
        Assert.Equal([2, 6, 2], folder.Report.Select(line => Place(line).Line));
        Assert.Equal(
            isChanged
                ?
                [
                    $"The report lacks the text of rows that the merge left out: '{nodeFile}' has been changed since.",
                ]
                : [],
            folder.Progress.Warnings
        );
    }

    [Theory]
    [InlineData("d,1,Dora,", ":2: the node would have violated constraint 'code'")]
    [InlineData("a,2,,U", ":2: the node would have violated constraint 'code'")]
    [InlineData("d,4,,", ":2: the node would have violated constraint 'name'")]
    public void Without_leave_nothing_is_merged_and_the_row_is_named(string row, string message)
    {
        using var folder = Base();
        var before = Read(folder);
        var error = Assert.Throws<ImportException>(() => Merge(folder, lenient: false, [row], []));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("--skip-duplicate-nodes=true", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Read(folder));
        // What is built needs no second build: the merge may be told to leave it out.
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
        };
        var merged = RunStage(folder, IncrementStage.Merge, folder.Options);
        Assert.Equal(1, merged.Skipped.ConstraintViolations);
        Assert.Equal(before, Read(folder));
    }

    [Fact]
    public void What_is_left_out_counts_against_the_tolerance_with_what_the_build_left_out()
    {
        using var folder = Base();
        var before = Read(folder);
        folder.Options = folder.Options with { BadTolerance = 2 };
        var error = Assert.Throws<ImportException>(() =>
            Merge(folder, lenient: true, ["a,1,A,", "d,1,Dora,", "e,2,Ed,", "f,9,Fay,"], [])
        );
        Assert.Contains("Too many bad entries 3", error.Message, StringComparison.Ordinal);
        Assert.Contains(":4: the node", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Read(folder));
        var merged = RunStage(
            folder,
            IncrementStage.Merge,
            folder.Options,
            new IncrementOptions { BadTolerance = -1 }
        );
        Assert.Equal(2, merged.Skipped.ConstraintViolations);
        Assert.Contains("(P code: 9, id: 'f', name: 'Fay')", Read(folder));
    }

    [Theory]
    [InlineData("", 2, 3)]
    [InlineData("what a merge that was refused has listed behind it\n", 2, 3)]
    [InlineData(null, 3)]
    public void A_merge_of_its_own_lists_behind_the_build_unless_the_report_is_another_one(
        string? further,
        params int[] lines
    )
    {
        using var folder = Base();
        string[] nodes = ["a,1,A,", "d,1,Dora,", "e,9,Ed,"];
        var options = OptionsOf(folder, lenient: true, nodes, []);
        RunStage(folder, IncrementStage.Prepare, options);
        RunStage(folder, IncrementStage.Build, options);
        string report = folder.Options.ReportFile;
        Assert.Equal([2], folder.Report.Select(line => Place(line).Line));
        string built = File.ReadAllText(report);
        File.WriteAllText(
            report,
            further is null ? built.Replace("DuplicateNode", "MalformedRow") : built + further
        );
        var merged = RunStage(folder, IncrementStage.Merge, folder.Options);
        Assert.Equal(lines, folder.Report.Select(line => Place(line).Line));
        // What the build has left out was told by the build.
        Assert.Equal(1, merged.Skipped.Total);
    }

    [Fact]
    public void The_row_that_takes_a_value_from_another_one_is_allowed()
    {
        using var folder = Base();
        Merge(folder, lenient: false, ["a,2,,U", "b,1,,U"], []);
        Assert.Contains("(P code: 2, id: 'a', name: 'Ann')", Read(folder));
        Assert.Contains("(P code: 1, id: 'b', name: 'Bob')", Read(folder));
    }

    private static int Run(int seed)
    {
        var random = new Random(seed);
        var nodes = RandomNodes(random);
        var relationships = RandomRelationships(random);
        using var one = Base();
        var result = Merge(one, lenient: true, nodes, relationships, random.Next(1, 4));
        GraphContent.Check(Files, one.Options.DatabaseDirectory);
        var listed = File.Exists(one.Options.ReportFile)
            ? one.Report.Select(Place).ToHashSet()
            : [];
        Assert.Equal(result.Skipped.Total, listed.Count);
        using var other = Base();
        Merge(
            other,
            lenient: false,
            Without("more-nodes.csv", nodes),
            Without("more-relationships.csv", relationships)
        );
        Assert.Equal(Read(other), Read(one));
        return listed.Count;

        string[] Without(string file, string[] rows) =>
            [.. rows.Where((_, i) => !listed.Contains((Path.Join(one.Folder, file), i + 2)))];
    }

    private static string[] RandomNodes(Random random)
    {
        string[] known = ["a", "b", "c"];
        var rows = new List<string>();
        foreach (string id in known.Where(_ => random.Next(2) == 0))
        {
            rows.Add(random.Next(4) == 0 ? $"{id},,,D" : $"{id},{random.Next(8)},,U");
        }
        for (int i = random.Next(6); i > 0; i--)
        {
            string name = random.Next(4) == 0 ? "" : "N";
            rows.Add($"n{i},{random.Next(8)},{name},");
        }
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        return [.. rows];
    }

    private static string[] RandomRelationships(Random random)
    {
        var rows = new List<string>();
        for (int i = random.Next(6); i > 0; i--)
        {
            string start = "abc"[random.Next(3)].ToString();
            string end = random.Next(2) == 0 ? $"n{random.Next(1, 6)}" : start;
            string weight = random.Next(3) == 0 ? "" : "5";
            rows.Add($"{start},{end},{random.Next(3, 7)},{weight},");
        }
        if (random.Next(2) == 0)
        {
            rows.Add($"a,b,0,{random.Next(3)},U");
        }
        return [.. rows];
    }

    private static ImportFolder Base()
    {
        var folder = new ImportFolder()
            .Nodes("P", "id:ID(P),code:int,name", "x,0,Xu", "a,1,Ann", "b,2,Bob", "c,3,Cy")
            .Relationships("R", ":START_ID(P),:END_ID(P),uid:int,w:int", "a,b,0,1", "b,c,1,2");
        folder.Options = folder.Options with
        {
            Schema =
            [
                SchemaCommands.Unique("P", "id"),
                Rule("code", ConstraintKind.Uniqueness, EntityKind.Node, "P", "code"),
                Rule("name", ConstraintKind.Existence, EntityKind.Node, "P", "name"),
                Rule("uid", ConstraintKind.Uniqueness, EntityKind.Relationship, "R", "uid"),
                Rule("w", ConstraintKind.Existence, EntityKind.Relationship, "R", "w"),
            ],
        };
        folder.Run();
        return folder;
    }

    private static ImportSchemaCommand Rule(
        string name,
        ConstraintKind kind,
        EntityKind entity,
        string token,
        string key
    )
    {
        var command = SchemaCommands.Constraint(kind, entity, token, key);
        return command with { Constraint = command.Constraint! with { Name = name } };
    }

    private static IncrementResult Merge(
        ImportFolder folder,
        bool lenient,
        string[] nodes,
        string[] relationships,
        int threads = 1
    ) =>
        RunStage(
            folder,
            IncrementStage.All,
            OptionsOf(folder, lenient, nodes, relationships) with
            {
                Threads = threads,
            }
        );

    private static ImportOptions OptionsOf(
        ImportFolder folder,
        bool lenient,
        string[] nodes,
        string[] relationships
    )
    {
        string nodeFile = folder.Write("more-nodes.csv", [NodeHeader, .. nodes]);
        string relationshipFile = folder.Write(
            "more-relationships.csv",
            [RelationshipHeader, .. relationships]
        );
        return folder.Options with
        {
            Nodes = [new NodeFileGroup(["P"], [nodeFile])],
            Relationships = [new RelationshipFileGroup("R", [relationshipFile])],
            SkipDuplicateNodes = lenient,
            SkipBadRelationships = lenient,
            SkipBadRows = lenient,
        };
    }

    private static IncrementResult RunStage(
        ImportFolder folder,
        IncrementStage stage,
        ImportOptions options,
        IncrementOptions? increment = null
    ) =>
        new IncrementalImporter(
            options with
            {
                Schema = [],
                Increment = (increment ?? new()) with { Stage = stage },
            },
            new LocalIncrementTarget(Files, options.DatabaseDirectory),
            folder.Progress,
            CancellationToken.None
        ).Run();

    private static List<string> Read(ImportFolder folder) =>
        GraphContent.Read(Files, folder.Options.DatabaseDirectory);

    private static (string Source, int Line) Place(string line)
    {
        var json = JsonElement.Parse(line);
        return (json.GetProperty("source").GetString()!, json.GetProperty("line").GetInt32());
    }

    private static string Show(string line)
    {
        var json = JsonElement.Parse(line);
        string constraint = json.TryGetProperty("constraint", out var name)
            ? name.GetString()!
            : "";
        var (source, number) = Place(line);
        return $"{source}:{number}: {json.GetProperty("message").GetString()} ({constraint})";
    }
}
