using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Schema;
using static Quiver.Import.Tests.SchemaCommands;

namespace Quiver.Import.Tests;

/// <summary>Nodes that a constraint does not allow, with the switch that leaves them out.</summary>
public sealed class ConstraintViolationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_value_that_is_there_already_leaves_its_row_out_and_is_listed_with_both_places(
        int threads
    )
    {
        using var folder = new ImportFolder();
        folder
            .Nodes("Person", "id:ID,mail", "1,a@x", "2,z@x", "", "3,z@x", "4,", "5,a@x")
            .Nodes("Robot", "id:ID,mail", "6,a@x")
            .Relationships("KNOWS", ":START_ID,:END_ID", "1,2", "1,3", "5,6", "6,4");
        folder.Options = folder.Options with
        {
            Schema = [Unique("Person", "mail")],
            SkipDuplicateNodes = true,
            SkipBadRelationships = true,
            Threads = threads,
        };

        var result = folder.Run();

        Assert.Equal((4, 2), (result.Nodes, result.Relationships));
        Assert.Equal(new ImportSkipped(2, 0, 0, 0, 2), result.Skipped);
        string path = folder.Options.Nodes[0].Files[0];
        Assert.Equal(
            $$"""{"problem":"ConstraintViolation","message":"the node would have violated constraint 'rule': the node at {{path}}:3 has the same `mail` and the label `Person` already.","source":"{{path}}","line":5,"column":1,"row":"3,z@x","constraint":"rule"}""",
            folder.Report[0]
        );
        Assert.Contains("\"line\":7,", folder.Report[1], StringComparison.Ordinal);
        Assert.Contains("missing node 3", folder.Report[2], StringComparison.Ordinal);
        Assert.Contains("missing node 5", folder.Report[3], StringComparison.Ordinal);
        Assert.Equal(4, folder.Report.Length);
        Assert.Equal(
            [
                "(Person {id: '1', mail: 'a@x'})",
                "(Person {id: '2', mail: 'z@x'})",
                "(Person {id: '4'})",
                "(Robot {id: '6', mail: 'a@x'})",
            ],
            folder.Read().Nodes
        );
        Assert.Contains(
            "Constraints of --schema do not allow 2 nodes: the files are read again without.",
            folder.Progress.Warnings
        );
        AssertWhole(folder);
    }

    [Fact]
    public void What_is_missing_or_of_a_wrong_type_leaves_its_row_out_too()
    {
        using var folder = new ImportFolder();
        folder
            .Nodes("Person", "id:ID,name", "1,Ada", "2,", "3,Bela")
            .Nodes("Person", "id:ID,name:int", "4,5")
            .Nodes("Robot", "id:ID", "5");
        var typed = Constraint(ConstraintKind.PropertyType, EntityKind.Node, "Person", "name");
        var types = default(PropertyTypeSet).With(PropertyTypeSet.Of(ValueKind.String));
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            Schema =
            [
                Named("there", ConstraintKind.Existence, "name"),
                typed with
                {
                    Constraint = typed.Constraint! with { Name = "text", Type = types },
                },
            ],
        };
        folder.Run();
        Assert.Equal(
            [
                "(Person {id: '1', name: 'Ada'})",
                "(Person {id: '3', name: 'Bela'})",
                "(Robot {id: '5'})",
            ],
            folder.Read().Nodes
        );
        Assert.Equal(2, folder.Report.Length);
        Assert.Contains(
            "'there': a node with label `Person` must have `name`.",
            folder.Report[0],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'text': a node with label `Person` must have `name` of type `STRING`.",
            folder.Report[1],
            StringComparison.Ordinal
        );
        AssertWhole(folder);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_random_rows_those_stay_that_fit_to_the_rows_before_them_that_stay(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable
            .Range(0, 400)
            .Select(i => (Id: i, A: random.Next(60), B: random.Next(80), C: random.Next(10)))
            .ToList();
        var expected = new List<string>();
        var (seenA, seenB) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (id, a, b, c) in rows)
        {
            if (c > 0 && !(b > 0 && seenB.Contains(b)) && !seenA.Contains(a))
            {
                seenA.Add(a);
                if (b > 0)
                {
                    seenB.Add(b);
                }
                expected.Add(id.ToString(CultureInfo.InvariantCulture));
            }
        }
        using var folder = new ImportFolder();
        folder.Nodes(
            "Person",
            [
                "id:ID{id-type: int},a:int,b:int,c:int",
                .. rows.Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Id},{row.A},{(row.B > 0 ? row.B : "")},{(row.C > 0 ? row.C : "")}"
                    )
                ),
            ]
        );
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            Threads = seed,
            Schema =
            [
                Named("key", ConstraintKind.Key, "a"),
                Named("unique", ConstraintKind.Uniqueness, "b"),
                Named("there", ConstraintKind.Existence, "c"),
            ],
        };
        var result = folder.Run();
        var found = folder.Read().Nodes.Select(node => node.Split("id: ")[1].Split(',')[0]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal(400 - expected.Count, result.Skipped.ConstraintViolations);
        AssertWhole(folder);
    }

    [Fact]
    public void A_later_row_of_the_same_id_comes_into_the_place_of_one_that_is_left_out()
    {
        using var folder = new ImportFolder();
        folder.Nodes("Person", "id:ID,name", "1,a", "2,a", "2,b", "3,b", "2,c");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            Schema = [Unique("Person", "name")],
        };
        var result = folder.Run();
        Assert.Equal(
            ["(Person {id: '1', name: 'a'})", "(Person {id: '2', name: 'b'})"],
            folder.Read().Nodes
        );
        Assert.Equal(new ImportSkipped(0, 1, 0, 0, 2), result.Skipped);
    }

    [Fact]
    public void They_count_to_the_tolerance()
    {
        using var folder = new ImportFolder();
        folder.Nodes("Person", "id:ID,name", "1,a", "2,a", "3,a");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            BadTolerance = 1,
            Schema = [Unique("Person", "name")],
        };
        string message = folder.Fail().Message;
        Assert.StartsWith("Too many bad entries 2", message, StringComparison.Ordinal);
        Assert.Contains("would have violated constraint 'rule'", message, StringComparison.Ordinal);
        folder.Options = folder.Options with { BadTolerance = 2 };
        Assert.Equal(1, folder.Run().Nodes);
    }

    [Fact]
    public void Without_the_other_switch_a_relationship_of_such_a_node_fails_the_import()
    {
        using var folder = new ImportFolder();
        folder
            .Nodes("Person", "id:ID,name", "1,a", "2,a")
            .Relationships("KNOWS", ":START_ID,:END_ID", "1,2");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            Schema = [Unique("Person", "name")],
        };
        Assert.Contains("missing node 2", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_pass_that_is_stopped_goes_on_with_the_same_result()
    {
        using var folder = new ImportFolder();
        folder
            .Nodes("Person", "id:ID,name", "1,a", "2,a", "3,c")
            .Relationships("KNOWS", ":START_ID,:END_ID", "1,3", "3,1", "2,1");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            SkipBadRelationships = true,
            Schema = [Unique("Person", "name")],
        };
        using var stop = new CancellationTokenSource();
        bool isSecond = false;
        folder.Progress.OnReport = report =>
        {
            isSecond |= report.Phase == ImportPhase.Indexes;
            if (isSecond && report.Phase == ImportPhase.Linking)
            {
                stop.Cancel();
            }
        };
        Assert.Throws<ImportStoppedException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        folder.Progress.OnReport = null;
        folder.Options = folder.Options with { Resume = true };
        var result = folder.Run();
        Assert.Equal(new ImportSkipped(1, 0, 0, 0, 1), result.Skipped);
        Assert.Equal(2, folder.Report.Length);
        Assert.Equal(
            ["(Person {id: '1', name: 'a'})", "(Person {id: '3', name: 'c'})"],
            folder.Read().Nodes
        );
        AssertWhole(folder);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Relationships_are_left_out_with_the_other_switch(int threads)
    {
        using var folder = new ImportFolder();
        folder
            .Nodes("Person", "id:ID", "1", "2")
            .Relationships(
                "KNOWS",
                ":START_ID,:END_ID,since,code",
                "1,2,a,x",
                "1,2,,y",
                "2,1,b,x",
                "1,2,c,z",
                "1,9,d,w",
                "1,2,e,z"
            );
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            Threads = threads,
            Schema =
            [
                OfKnows("there", ConstraintKind.Existence, "since"),
                OfKnows("code", ConstraintKind.Uniqueness, "code"),
            ],
        };
        var result = folder.Run();
        Assert.Equal(new ImportSkipped(1, 0, 0, 0, 3), result.Skipped);
        Assert.Equal(2, result.Relationships);
        string path = folder.Options.Relationships[0].Files[0];
        Assert.Equal(
            [
                $"{path}:3 the relationship would have violated constraint 'there': a relationship with type `KNOWS` must have `since`.",
                $"{path}:4 the relationship would have violated constraint 'code': the relationship at {path}:2 has the same `code` and the type `KNOWS` already.",
                $"{path}:7 the relationship would have violated constraint 'code': the relationship at {path}:5 has the same `code` and the type `KNOWS` already.",
            ],
            folder
                .Report.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("problem").GetString() == "ConstraintViolation")
                .Select(line =>
                    $"{line.GetProperty("source")}:{line.GetProperty("line")} {line.GetProperty("message")}"
                )
        );
        AssertWhole(folder);
    }

    [Fact]
    public void Nodes_and_relationships_are_left_out_together_and_without_a_switch_it_is_named()
    {
        using var folder = new ImportFolder();
        folder
            .Nodes("Person", "id:ID,name", "1,a", "2,a", "3,c")
            .Relationships("KNOWS", ":START_ID,:END_ID,since", "2,1,", "1,3,", "3,1,x", "1,3,y");
        folder.Options = folder.Options with
        {
            Schema =
            [
                Unique("Person", "name"),
                OfKnows("there", ConstraintKind.Existence, "since"),
            ],
        };
        Assert.EndsWith(
            " --skip-bad-relationships=true leaves such relationships out.",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            SkipBadRelationships = true,
        };
        var result = folder.Run();
        Assert.Equal((2, 2), (result.Nodes, result.Relationships));
        Assert.Equal(new ImportSkipped(1, 0, 0, 0, 2), result.Skipped);
        AssertWhole(folder);
    }

    private static ImportSchemaCommand OfKnows(string name, ConstraintKind kind, string property)
    {
        var command = Constraint(kind, EntityKind.Relationship, "KNOWS", property);
        return command with { Constraint = command.Constraint! with { Name = name } };
    }

    private static ImportSchemaCommand Named(string name, ConstraintKind kind, string property)
    {
        var command = Constraint(kind, EntityKind.Node, "Person", property);
        return command with { Constraint = command.Constraint! with { Name = name } };
    }

    private static void AssertWhole(ImportFolder folder) =>
        Assert.Empty(
            DatabaseCheck.Run(PosixFileSystem.Instance, folder.Options.DatabaseDirectory).Findings
        );
}
