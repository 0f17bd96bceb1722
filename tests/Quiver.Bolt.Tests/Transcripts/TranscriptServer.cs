using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Foundation.IO;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Catalog;

namespace Quiver.Bolt.Tests.Transcripts;

/// <summary>An engine over a home with one small database, neo4j, and the user neo4j with the password secret-password.</summary>
internal sealed class TranscriptServer : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("quiver-bolt-");

    public QuiverEngine Engine { get; private set; } = null!;

    public string DatabaseId { get; private set; } = "";

    public string LogId { get; private set; } = "";

    public static async Task<TranscriptServer> StartAsync()
    {
        var server = new TranscriptServer();
        var files = PosixFileSystem.Instance;
        string directory = new DatabaseCatalog(files, server._home.FullName).DirectoryOf("neo4j");
        Database.CreateEmpty(files, directory);
        using (var database = Database.Open(files, directory, DatabaseOptions.Default))
        {
            await FillAsync(database);
            server.DatabaseId = database.DatabaseId.ToString();
            server.LogId = database.LogId.ToString();
        }
        server.Engine = QuiverEngine.Open(
            new EngineOptions
            {
                Home = server._home.FullName,
                FileSystem = files,
                Credentials = new PasswordCredentials("neo4j", "secret-password"),
            }
        );
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private static async Task FillAsync(Database database)
    {
        using var transaction = await database.BeginWriteAsync();
        var name = transaction.PropertyKey("name");
        var ada = transaction.CreateNode(transaction.Label("Person"));
        transaction.SetProperty(ada, name, Value.String("Ada"));
        var charles = transaction.CreateNode(transaction.Label("Person"));
        transaction.SetProperty(charles, name, Value.String("Charles"));
        var met = new ZonedDateTime(1_000_000_000, 0, 7200, null);
        transaction.SetProperty(charles, transaction.PropertyKey("met"), Value.ZonedDateTime(met));
        var knows = transaction.CreateRelationship(
            ada,
            transaction.RelationshipType("KNOWS"),
            charles
        );
        transaction.SetProperty(knows, transaction.PropertyKey("since"), Value.Integer(1833));
        await transaction.CommitAsync();
    }
}
