using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Engine.PersonalData;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Http.Requests;
using Quiver.Model.Status;
using HttpCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace Quiver.Http.PersonalData;

/// <summary><c>POST /gdpr/export</c> and <c>POST /gdpr/delete</c>: what belongs to a person in all databases, given out or erased.</summary>
internal sealed class PersonalDataEndpoints(QuiverEngine engine)
{
    /// <summary>The fields of a request to export.</summary>
    public static readonly IReadOnlyCollection<string> ExportFields =
    [
        .. SubjectFields.Names,
        "format",
    ];

    /// <summary>The fields of a request to delete.</summary>
    public static readonly IReadOnlyCollection<string> DeleteFields =
    [
        .. SubjectFields.Names,
        "anonymize",
        "keep",
        "dryRun",
        "confirm",
    ];

    /// <summary>Answers a request to export.</summary>
    public async Task ExportAsync(HttpContext context, Principal principal, RequestObject request)
    {
        var subject = SubjectFields.Read(request);
        bool isCsv = request.Text("format")?.ToUpperInvariant() switch
        {
            null or "JSON" => false,
            "CSV" => true,
            _ => throw HttpErrors.WrongType("format", "\"json\" or \"csv\""),
        };
        engine.PersonalData.RequireMayAsk(principal, subject);
        // Nobody on the way keeps it.
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await (
                isCsv
                    ? ExportCsvAsync(context, principal, subject)
                    : ExportJsonAsync(context, principal, subject)
            );
        }
        catch (CypherException) when (context.Response.HasStarted)
        {
            // What was sent is not all: the client must not take it for that.
            context.Abort();
        }
    }

    /// <summary>Answers a request to delete or to anonymize.</summary>
    public async Task DeleteAsync(HttpContext context, Principal principal, RequestObject request)
    {
        var subject = SubjectFields.Read(request);
        var erasure = new ErasureRequest(subject)
        {
            Anonymizes = request.Boolean("anonymize") ?? false,
            Kept = request.Texts("keep"),
            IsDryRun = request.Boolean("dryRun") ?? false,
        };
        if (request.Boolean("confirm") == false && !erasure.IsDryRun)
        {
            throw HttpErrors.InvalidFormat(
                "\"confirm\" is false: nothing was deleted. Leave it out or set it to true; \"dryRun\": true only counts."
            );
        }
        if (erasure.Kept.Count > 0 && !erasure.Anonymizes)
        {
            throw HttpErrors.InvalidFormat("\"keep\" goes with \"anonymize\": true only.");
        }
        engine.PersonalData.RequireMayAsk(principal, subject);
        var report = await engine.PersonalData.EraseAsync(
            principal,
            erasure,
            context.RequestAborted
        );
        var failure = report.Databases.FirstOrDefault(static d => d.Failure is not null)?.Failure;
        context.Response.StatusCode = failure is null
            ? HttpCodes.Status200OK
            : HttpErrors.HttpStatusOfAny(failure);
        await using var json = new JsonStream(context.Response, context.RequestAborted);
        Write(json.Writer, erasure, report);
        await json.FlushAsync();
    }

    private async Task ExportJsonAsync(HttpContext context, Principal principal, SubjectId subject)
    {
        await using var json = new JsonStream(context.Response, context.RequestAborted);
        var export = new JsonExport(json);
        await engine.PersonalData.ExportAsync(principal, subject, export, context.RequestAborted);
        await export.EndAsync(subject, DateTimeOffset.UtcNow);
    }

    private async Task ExportCsvAsync(HttpContext context, Principal principal, SubjectId subject)
    {
        context.Response.ContentType = CsvExport.ContentType;
        var export = new CsvExport(context.Response.BodyWriter, context.RequestAborted);
        await engine.PersonalData.ExportAsync(principal, subject, export, context.RequestAborted);
        await export.EndAsync();
    }

    private static void Write(Utf8JsonWriter writer, ErasureRequest request, ErasureReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("userId", request.Subject.Text);
        writer.WriteString(
            "status",
            request.IsDryRun ? "dry run"
                : request.Anonymizes ? "anonymized"
                : "deleted"
        );
        writer.WriteNumber("nodes", report.NodeCount);
        writer.WriteNumber("relationships", report.RelationshipCount);
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
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("auditId", report.AuditId);
        writer.WriteStartArray("errors");
        foreach (var database in report.Databases)
        {
            if (database.Failure is { } failure)
            {
                writer.WriteStartObject();
                writer.WriteString("code", failure.Status.Code);
                writer.WriteString("message", failure.Message);
                writer.WriteString("database", database.Database);
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
