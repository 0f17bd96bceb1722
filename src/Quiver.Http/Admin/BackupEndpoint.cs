using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Engine.Backups;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Http.Requests;

namespace Quiver.Http.Admin;

/// <summary><c>POST /admin/backup</c>: makes a backup of all databases, or of one, and says where it is.</summary>
internal sealed class BackupEndpoint(QuiverEngine engine)
{
    /// <summary>The fields of a request; it may be empty.</summary>
    public static readonly IReadOnlyCollection<string> Fields = ["path", "database"];

    /// <summary>Answers a request. A client that goes away ends the backup.</summary>
    public async Task AnswerAsync(HttpContext context, Principal principal, RequestObject request)
    {
        engine.RequireAdministrator(principal);
        var report = await engine.BackupAsync(
            new BackupRequest(request.Text("path"), request.Text("database")),
            context.RequestAborted
        );
        await using var json = new JsonStream(context.Response, context.RequestAborted);
        Write(json.Writer, report);
        await json.FlushAsync();
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, BackupReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("status", "backup complete");
        writer.WriteString("path", report.Path);
        writer.WriteNumber("size", report.Bytes);
        writer.WriteString("checksum", "sha256:" + report.Checksum);
        writer.WriteString("created", report.Created.UtcDateTime.ToString("O"));
        writer.WriteStartObject("position");
        foreach (var database in report.Databases)
        {
            writer.WriteString(database.Name, database.Position);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("databases");
        foreach (var database in report.Databases)
        {
            writer.WriteStartObject();
            writer.WriteString("name", database.Name);
            writer.WriteNumber("size", database.Bytes);
            writer.WriteNumber("nodes", database.NodeCount);
            writer.WriteNumber("relationships", database.RelationshipCount);
            writer.WriteString("position", database.Position);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
