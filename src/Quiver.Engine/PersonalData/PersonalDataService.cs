using System.Text.Json;
using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.PersonalData;

/// <summary>Finds what belongs to a person in every database: nodes one of whose subject properties has the person's name, with their relationships.</summary>
/// <remarks>Thread safe. Every request reads all nodes of all databases.</remarks>
public sealed class PersonalDataService
{
    private const int BatchRows = 256;

    private readonly EngineServices _services;
    private readonly SubjectQueries _queries;
    private readonly AuditLog _audit;

    internal PersonalDataService(EngineServices services)
    {
        _services = services;
        var options = services.Options;
        SubjectProperties = options.SubjectProperties;
        _queries = new SubjectQueries(SubjectProperties);
        _audit = new AuditLog(options.FileSystem, options.Clock, options.Home);
    }

    /// <summary>The properties whose values say whose data a node is.</summary>
    public IReadOnlyList<string> SubjectProperties { get; }

    /// <summary>Fails unless a client may ask for a person's data: the person may, and administrators.</summary>
    /// <exception cref="CypherException"><c>Security.Forbidden</c>, <c>Security.CredentialsExpired</c>.</exception>
    public void RequireMayAsk(Principal principal, SubjectId subject)
    {
        if (_services.Access.IsAdmin(principal))
        {
            return;
        }
        // Who is suspended or must change the password first may do nothing.
        if (!string.Equals(principal.Name, subject.Text, StringComparison.Ordinal))
        {
            throw PersonalDataErrors.NotYours();
        }
        _services.Access.RequireRead(principal);
    }

    /// <summary>Gives all of a person's data to a receiver. Each database is read as of one commit.</summary>
    /// <param name="principal">Who asks, and may.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="receiver">Takes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CypherException">A database cannot be read: then the export is not complete, and fails.</exception>
    public async Task ExportAsync(
        Principal principal,
        SubjectId subject,
        ISubjectDataReceiver receiver,
        CancellationToken cancellationToken
    )
    {
        string id = Guid.NewGuid().ToString();
        _audit.Add(id, "gdpr.export", principal.Name, subject, static _ => { });
        string[] databases = Databases();
        foreach (string database in databases)
        {
            // One that is stopped or damaged is found before anything is given out.
            _services.Databases.Open(database);
        }
        foreach (string database in databases)
        {
            await ExportAsync(database, subject, receiver, cancellationToken);
        }
    }

    /// <summary>Erases a person's data: in each database in one transaction, whatever becomes of the others.</summary>
    /// <param name="principal">Who asks, and may.</param>
    /// <param name="request">What is to be done.</param>
    /// <param name="cancellationToken">Stops it between databases, and the transaction that runs.</param>
    /// <exception cref="CypherException">Nothing was done.</exception>
    public async Task<ErasureReport> EraseAsync(
        Principal principal,
        ErasureRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Kept.FirstOrDefault(SubjectProperties.Contains) is { } subjectProperty)
        {
            throw PersonalDataErrors.KeepsSubject(subjectProperty);
        }
        string id = Guid.NewGuid().ToString();
        string action = request.Anonymizes ? "gdpr.anonymize" : "gdpr.delete";
        void Note(Action<Utf8JsonWriter> more) =>
            _audit.Add(id, action, principal.Name, request.Subject, more);

        // On the disk before anything is deleted: there is no deletion that the log does not know.
        Note(writer => WriteBegun(writer, request));
        var databases = new List<ErasedData>();
        foreach (string database in Databases())
        {
            databases.Add(await EraseAsync(database, request, cancellationToken));
        }
        var report = new ErasureReport(id, databases);
        Note(writer => WriteDone(writer, request, report));
        return report;
    }

    private string[] Databases() =>
        [.. _services.Databases.List().Select(static database => database.Name)];

    private async Task ExportAsync(
        string database,
        SubjectId subject,
        ISubjectDataReceiver receiver,
        CancellationToken cancellationToken
    )
    {
        await using var session = new EngineSession(_services, Principal.Server);
        await using var cursor = await RunAsync(
            session,
            database,
            _queries.Export,
            subject,
            AccessMode.Read,
            cancellationToken
        );
        await receiver.BeginDatabaseAsync(database, cursor.Entities);
        var relationships = new HashSet<RelationshipId>();
        while (await cursor.NextBatchAsync(BatchRows) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                await receiver.NodeAsync(batch.Columns[0][row].AsNode());
                foreach (var relationship in batch.Columns[1][row].AsList())
                {
                    relationships.Add(relationship.AsRelationship());
                }
            }
        }
        foreach (var relationship in relationships)
        {
            await receiver.RelationshipAsync(relationship);
        }
        await receiver.EndDatabaseAsync(cursor.Summary.Bookmark ?? "");
    }

    private async Task<ErasedData> EraseAsync(
        string database,
        ErasureRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var session = new EngineSession(_services, Principal.Server);
            await using var cursor = await RunAsync(
                session,
                database,
                request.IsDryRun ? _queries.Count
                    : request.Anonymizes ? _queries.Anonymize(request.Kept)
                    : _queries.Delete,
                request.Subject,
                request.IsDryRun ? AccessMode.Read : AccessMode.Write,
                cancellationToken
            );
            long nodes = 0;
            long relationships = 0;
            while (await cursor.NextBatchAsync(BatchRows) is { } batch)
            {
                nodes += batch.Columns[0][0].AsInteger();
                relationships += batch.Columns[1][0].AsInteger();
            }
            var counters = cursor.Summary.Counters;
            return new ErasedData(
                database,
                nodes + counters.NodesDeleted,
                relationships + counters.RelationshipsDeleted,
                request.IsDryRun ? null : cursor.Summary.Bookmark
            );
        }
        catch (CypherException error)
        {
            return new ErasedData(database, 0, 0, null, error);
        }
    }

    private static ValueTask<QueryCursor> RunAsync(
        EngineSession session,
        string database,
        string query,
        SubjectId subject,
        AccessMode mode,
        CancellationToken cancellationToken
    ) =>
        session.RunAsync(
            new RunRequest
            {
                Query = query,
                Parameters = new MapValue([new("subject", subject.Values)]),
                Database = database,
                AccessMode = mode,
            },
            cancellationToken
        );

    private static void WriteBegun(Utf8JsonWriter writer, ErasureRequest request)
    {
        writer.WriteString("outcome", "begun");
        writer.WriteBoolean("dryRun", request.IsDryRun);
    }

    private static void WriteDone(
        Utf8JsonWriter writer,
        ErasureRequest request,
        ErasureReport report
    )
    {
        bool isWhole = report.Databases.All(static database => database.Failure is null);
        writer.WriteString("outcome", isWhole ? "done" : "failed");
        writer.WriteBoolean("dryRun", request.IsDryRun);
        writer.WriteStartArray("databases");
        foreach (var database in report.Databases)
        {
            writer.WriteStartObject();
            writer.WriteString("name", database.Database);
            writer.WriteNumber("nodes", database.NodeCount);
            writer.WriteNumber("relationships", database.RelationshipCount);
            if (database.Position is { } position)
            {
                writer.WriteString("position", position);
            }
            if (database.Failure is { } failure)
            {
                writer.WriteString("error", failure.Status.Code);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
