using Quiver.Engine.Results;
using Quiver.Engine.Schema;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Import;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.SocialNetwork;

/// <summary>An engine over an import of the LDBC Social Network Benchmark's files, where they stand beside the repository.</summary>
public sealed class SocialNetworkHome : IAsyncDisposable
{
    private const string Schema = """
        CREATE CONSTRAINT person_id FOR (n:Person) REQUIRE n.id IS UNIQUE;
        CREATE CONSTRAINT message_id FOR (n:Message) REQUIRE n.id IS UNIQUE;
        CREATE CONSTRAINT post_id FOR (n:Post) REQUIRE n.id IS UNIQUE;
        CREATE CONSTRAINT forum_id FOR (n:Forum) REQUIRE n.id IS UNIQUE;
        CREATE INDEX tag_name FOR (n:Tag) ON (n.name);
        CREATE INDEX tag_class_name FOR (n:TagClass) ON (n.name);
        CREATE INDEX country_name FOR (n:Country) ON (n.name);
        CREATE INDEX person_first_name FOR (n:Person) ON (n.firstName);
        CREATE INDEX message_creation_date FOR (n:Message) ON (n.creationDate);
        """;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("quiver-snb-");

    private QuiverEngine? _engine;

    /// <summary>The engine; skips the test where the files are absent.</summary>
    internal QuiverEngine Engine => _engine ??= Import();

    /// <summary>Runs a query in a transaction of its own.</summary>
    internal async Task<(List<string> Rows, QuerySummary Summary)> RunAsync(
        string query,
        IReadOnlyDictionary<string, Value>? parameters = null
    )
    {
        await using var session = Engine.OpenSession(Engine.Authenticate(AuthToken.None));
        var request = new RunRequest
        {
            Query = query,
            Parameters = parameters ?? RunRequest.NoParameters,
        };
        await using var cursor = await session.RunAsync(request);
        var rows = await EngineHome.RowsAsync(cursor);
        return (rows, cursor.Summary);
    }

    /// <summary>The value that a literal of the language stands for.</summary>
    internal async Task<Value> LiteralAsync(string literal)
    {
        await using var session = Engine.OpenSession(Engine.Authenticate(AuthToken.None));
        var request = new RunRequest { Query = $"RETURN {literal} AS value" };
        await using var cursor = await session.RunAsync(request);
        var batch = await cursor.NextBatchAsync(1);
        return batch!.Columns[0][0];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
        _home.Delete(recursive: true);
    }

    private QuiverEngine Import()
    {
        string data = Find();
        SampleDatabase.Create(
            _home.FullName,
            "neo4j",
            options =>
                options with
                {
                    Delimiter = '|',
                    Quote = '`',
                    IdType = IdType.Integer,
                    Nodes = Nodes(data),
                    Relationships = Relationships(data),
                    Schema = SchemaFile.Read(Schema, "schema.cypher").Commands,
                },
            ""
        );
        return QuiverEngine.Open(
            new EngineOptions { Home = _home.FullName, FileSystem = PosixFileSystem.Instance }
        );
    }

    private static string Find()
    {
        string? root = Environment.GetEnvironmentVariable("QUIVER_SHARED");
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is null && folder is not null)
        {
            if (File.Exists(Path.Join(folder.FullName, "Quiver.slnx")))
            {
                root = Path.Join(folder.FullName, "..", "shared");
            }
            folder = folder.Parent;
        }
        string path = Path.GetFullPath(Path.Join(root, "data", "ldbc-snb"));
        Assert.SkipUnless(Directory.Exists(path), $"{path} is not here.");
        return path;
    }

    private static List<NodeFileGroup> Nodes(string data)
    {
        NodeFileGroup Group(string file, params string[] labels) =>
            new(labels, [Path.Join(data, $"{file}_0_0.csv")]);
        return
        [
            Group("dynamic/post", "Message", "Post"),
            Group("dynamic/comment", "Message", "Comment"),
            Group("dynamic/forum", "Forum"),
            Group("dynamic/person", "Person"),
            Group("static/organisation", "Organisation"),
            Group("static/place", "Place"),
            Group("static/tag", "Tag"),
            Group("static/tagclass", "TagClass"),
        ];
    }

    // A file's name says its type: comment_hasCreator_person is of type HAS_CREATOR.
    private static List<RelationshipFileGroup> Relationships(string data)
    {
        var groups = new List<RelationshipFileGroup>();
        foreach (string folder in new[] { "dynamic", "static" })
        {
            foreach (string file in Directory.GetFiles(Path.Join(data, folder)).Order())
            {
                string[] parts = Path.GetFileName(file).Split('_');
                if (parts.Length == 5)
                {
                    groups.Add(new RelationshipFileGroup(TypeOf(parts[1]), [file]));
                }
            }
        }
        return groups;
    }

    private static string TypeOf(string name) =>
        string.Concat(name.Select(c => char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
