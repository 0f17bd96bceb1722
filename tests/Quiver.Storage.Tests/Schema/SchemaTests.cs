using Quiver.Foundation.IO;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Tests.Schema;

/// <summary>Indexes and constraints as definitions: names, conflicts, what survives.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Database _database;

    public SchemaTests()
    {
        Database.CreateEmpty(PosixFileSystem.Instance, _folder.Path);
        _database = Open();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_database_has_the_two_lookup_indexes_under_their_names()
    {
        using var graph = _database.Latest();
        Assert.Equal(
            ["1 index_343aff4e LOOKUP Node", "2 index_f7700477 LOOKUP Relationship"],
            graph.Schema.Indexes.Select(i =>
                $"{i.Id} {i.Name} {SchemaText.NameOf(i.Kind)} {i.Entity}"
            )
        );
        Assert.All(graph.Schema.Indexes, index => Assert.True(graph.Schema.IsOnline(index)));
    }

    [Fact]
    public async Task What_is_created_is_there_after_a_restart_and_after_a_checkpoint()
    {
        await Create("people", "Person", "name", "born");
        await Unique("isbn", "Book", "isbn");
        await _database.AwaitIndexesAsync(Cancellation);
        string expected = Describe();
        Assert.Contains("people", expected, StringComparison.Ordinal);
        Reopen();
        Assert.Equal(expected, Describe());
        await _database.CheckpointAsync(Cancellation);
        Reopen();
        Assert.Equal(expected, Describe());
        Assert.True((await _database.DropIndexAsync("people", Cancellation)).IsDone);
        Assert.True((await _database.DropConstraintAsync("isbn", Cancellation)).IsDone);
        Reopen();
        using var graph = _database.Latest();
        Assert.Equal(2, graph.Schema.Indexes.Length);
        Assert.Empty(graph.Schema.Constraints);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_named_as_Neo4j_names_it()
    {
        await Create("x", "L", "p");
        await Unique("u", "L", "q");
        Assert.Equal(
            "An equivalent index already exists, 'Index( id=3, name='x', type='RANGE', schema=(:L {p}), indexProvider='range-1.0' )'.",
            await Refusal(Create("x", "L", "p"))
        );
        Assert.Equal(
            "There already exists an index (:L {p}).",
            await Refusal(Create(null, "L", "p"))
        );
        Assert.Equal(
            "There already exists an index called 'x'.",
            await Refusal(Create("x", "L", "r"))
        );
        Assert.Equal(
            "There already exists a constraint called 'u'.",
            await Refusal(Create("u", "L", "r"))
        );
        Assert.Equal(
            "There is a uniqueness constraint on (:L {q}), so an index is already created that matches this.",
            await Refusal(Create("y", "L", "q"))
        );
        Assert.Equal(
            "There already exists an index (:L {p}). A constraint cannot be created until the index has been dropped.",
            await Refusal(Unique("v", "L", "p"))
        );
        Assert.Equal(
            "Constraint already exists: Constraint( id=5, name='u', type='UNIQUENESS', schema=(:L {q}), ownedIndex=4 )",
            await Refusal(Unique("w", "L", "q"))
        );
        Assert.Equal(
            "Unable to drop index: Index belongs to constraint: `u`",
            await Refusal(_database.DropIndexAsync("u", Cancellation).AsTask(), "u")
        );
        Assert.True((await _database.DropIndexAsync("none", Cancellation)).IsNotFound);
        Assert.True((await _database.DropConstraintAsync("none", Cancellation)).IsNotFound);
    }

    [Fact]
    public async Task Names_that_are_not_given_follow_from_the_definition()
    {
        var first = await Create(null, "A", "p");
        var second = await Create(null, "A", "q");
        Assert.Matches("^index_[0-9a-f]{8}$", first.Index!.Name);
        Assert.NotEqual(first.Index.Name, second.Index!.Name);
        var constraint = await Unique(null, "B", "p");
        Assert.Matches("^constraint_[0-9a-f]{8}$", constraint.Constraint!.Name);
        Assert.Equal(constraint.Constraint.Name, constraint.Index!.Name);
    }

    [Fact]
    public async Task Constraints_are_checked_at_commit()
    {
        await Unique("u", "Book", "isbn");
        await Require(ConstraintKind.Existence, "Author", "name", null);
        await Require(
            ConstraintKind.PropertyType,
            "Movie",
            "title",
            PropertyTypeSet.Of(ValueKind.String)
        );
        await Commit("Book", "isbn", Value.String("1449356265"));
        Assert.Equal(
            "Node(0) already exists with label `Book` and property `isbn` = '1449356265'",
            await Violation("Book", "isbn", Value.String("1449356265"))
        );
        Assert.Equal(
            "Node(2) with label `Author` must have the property `name`",
            await Violation("Author", "other", Value.Integer(1))
        );
        Assert.Equal(
            "Node(3) with label `Movie` required the property `title` to be of type `STRING`, but was of type `INTEGER`.",
            await Violation("Movie", "title", Value.Integer(1))
        );
        await Commit("Book", "isbn", Value.String("another"));
        await Commit("Book", "other", Value.Integer(1));
    }

    [Fact]
    public async Task A_constraint_that_data_violates_is_not_created_and_leaves_nothing()
    {
        await Commit("L", "p", Value.Integer(1));
        await Commit("L", "p", Value.Float(1));
        await Commit("L", "q", Value.Integer(1));
        var error = await Assert.ThrowsAsync<CypherException>(() => Unique("x", "L", "p"));
        Assert.Equal(StatusCodes.ConstraintCreationFailed, error.Status);
        Assert.Equal(
            "Unable to create Constraint( name='x', type='UNIQUENESS', schema=(:L {p}) ):\n"
                + "Both Node(0) and Node(1) have the label `L` and property `p` = 1. "
                + "Note that only the first found violation is shown.",
            error.Message
        );
        error = await Assert.ThrowsAsync<CypherException>(() =>
            Require(ConstraintKind.Existence, "L", "p", null)
        );
        Assert.Contains(
            "Node(2) with label `L` must have the property `p`",
            error.Message,
            StringComparison.Ordinal
        );
        using var graph = _database.Latest();
        Assert.Equal(2, graph.Schema.Indexes.Length);
        Assert.Empty(graph.Schema.Constraints);
    }

    private static async Task<string> Refusal(Task<SchemaChangeResult> change, string name = "")
    {
        var result = await change;
        Assert.False(result.IsDone);
        return Message(result, name);
    }

    private static string Message(SchemaChangeResult result, string name)
    {
        var tokens = new Quiver.Storage.Tokens.TokenTable(
            new(["L"]),
            Quiver.Storage.Tokens.TokenNames.Empty,
            new(["p", "q", "r"])
        );
        return SchemaErrors.Of(result, name, tokens).Message;
    }

    private Database Open() =>
        Database.Open(PosixFileSystem.Instance, _folder.Path, DatabaseOptions.Default);

    private void Reopen()
    {
        _database.Dispose();
        _database = Open();
    }

    private string Describe()
    {
        using var graph = _database.Latest();
        return string.Join(
            '\n',
            [
                .. graph.Schema.Indexes.Select(i =>
                    $"{SchemaText.Describe(i, graph.Tokens)} {graph.Schema.StatusOf(i)}"
                ),
                .. graph.Schema.Constraints.Select(c => SchemaText.Describe(c, graph.Tokens)),
            ]
        );
    }

    private Task<SchemaChangeResult> Create(string? name, string label, params string[] keys) =>
        _database
            .CreateIndexAsync(
                new()
                {
                    Name = name,
                    LabelsOrTypes = [label],
                    Properties = [.. keys],
                },
                Cancellation
            )
            .AsTask();

    private Task<SchemaChangeResult> Unique(string? name, string label, string key) =>
        _database
            .CreateConstraintAsync(
                new()
                {
                    Name = name,
                    Kind = ConstraintKind.Uniqueness,
                    LabelOrType = label,
                    Properties = [key],
                },
                Cancellation
            )
            .AsTask();

    private Task<SchemaChangeResult> Require(
        ConstraintKind kind,
        string label,
        string key,
        PropertyTypeSet? type
    ) =>
        _database
            .CreateConstraintAsync(
                new()
                {
                    Kind = kind,
                    LabelOrType = label,
                    Properties = [key],
                    Type = type,
                },
                Cancellation
            )
            .AsTask();

    private async Task Commit(string label, string key, Value value)
    {
        using var transaction = await _database.BeginWriteAsync(Cancellation);
        var node = transaction.CreateNode(transaction.Label(label));
        transaction.SetProperty(node, transaction.PropertyKey(key), value);
        await transaction.CommitAsync();
    }

    private async Task<string> Violation(string label, string key, Value value)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => Commit(label, key, value));
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
        return error.Message;
    }
}
