using System.Buffers;
using System.Text.Json;
using Quiver.Engine;
using Quiver.Engine.Backups;
using Quiver.Model.Status;

namespace Quiver.Server.Admin;

/// <summary>Answers the requests of <c>admin.sock</c>, one line at a time.</summary>
/// <param name="engine">The databases.</param>
/// <param name="status">Who serves and where.</param>
internal sealed class AdminRequests(QuiverEngine engine, AdminStatus status)
{
    /// <summary>The answer to a line, with its line end.</summary>
    /// <param name="line">The request.</param>
    /// <param name="stopping">The server stops: merges and backups are given up, which the answer says.</param>
    public async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(
        ReadOnlyMemory<byte> line,
        CancellationToken stopping
    )
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            string? error = await TryAnswerAsync(line, writer, stopping);
            if (error is not null)
            {
                buffer.ResetWrittenCount();
                writer.Reset();
                writer.WriteStartObject();
                writer.WriteNumber("version", AdminProtocol.Version);
                writer.WriteBoolean("ok", false);
                writer.WriteString("error", error);
                writer.WriteEndObject();
            }
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private async ValueTask<string?> TryAnswerAsync(
        ReadOnlyMemory<byte> line,
        Utf8JsonWriter writer,
        CancellationToken stopping
    )
    {
        try
        {
            using var document = JsonDocument.Parse(line, AdminProtocol.ParseOptions);
            var request = document.RootElement;
            int version = request.GetProperty("version").GetInt32();
            if (version != AdminProtocol.Version)
            {
                return $"This server speaks version {AdminProtocol.Version} of the administration protocol, not {version}.";
            }
            writer.WriteStartObject();
            writer.WriteNumber("version", AdminProtocol.Version);
            writer.WriteBoolean("ok", true);
            string? error = await AnswerAsync(request, writer, stopping);
            writer.WriteEndObject();
            return error;
        }
        catch (ObjectDisposedException)
        {
            return "The database was closed, stopped or dropped before this was done. Look at SHOW DATABASES, and type the same command again.";
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            return "The request is not a JSON object of the administration protocol.";
        }
        catch (Exception error)
            when (error is CypherException or IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return "The server was stopped before this was done, and changed nothing by it. Type the same command again.";
        }
    }

    private async ValueTask<string?> AnswerAsync(
        JsonElement request,
        Utf8JsonWriter writer,
        CancellationToken stopping
    )
    {
        string kind = request.GetProperty("request").GetString() ?? "";
        switch (kind)
        {
            case AdminProtocol.Ping:
                return null;
            case AdminProtocol.Status:
                status.Write(writer);
                return null;
            case AdminProtocol.Databases:
                WriteDatabases(writer);
                return null;
            case AdminProtocol.IsServed:
                WriteIsServed(NameOf(request), writer);
                return null;
            case AdminProtocol.DatabasePublished:
                engine.OpenPublishedDatabase(NameOf(request));
                return null;
            case AdminProtocol.DatabaseUse:
                var use = engine.UseOfDatabase(NameOf(request));
                writer.WriteString("use", use.ToString());
                return null;
            case AdminProtocol.PublishImport:
                var outcome = await engine.PublishImportAsync(
                    NameOf(request),
                    request.GetProperty("run").GetString() ?? "",
                    request.GetProperty("overwrite").GetBoolean()
                );
                writer.WriteString("outcome", outcome.ToString());
                return null;
            case AdminProtocol.MergeIncrement:
                MergedIncrementText.Write(
                    await engine.MergeIncrementAsync(NameOf(request), stopping),
                    writer
                );
                return null;
            case AdminProtocol.Backup:
                await BackUpAsync(request, writer, stopping);
                return null;
            default:
                return $"Unknown request \"{kind}\".";
        }
    }

    private static string NameOf(JsonElement request) =>
        request.GetProperty("name").GetString() ?? "";

    // Whoever reaches the socket owns the data: backups may go where they please.
    private async ValueTask BackUpAsync(
        JsonElement request,
        Utf8JsonWriter writer,
        CancellationToken stopping
    )
    {
        var report = await engine.BackupAsync(
            new BackupRequest(
                request.TryGetProperty("path", out var path) ? path.GetString() : null,
                request.TryGetProperty("name", out var name) ? name.GetString() : null,
                IsConfined: false
            ),
            stopping
        );
        writer.WriteString("path", report.Path);
        writer.WriteNumber("size", report.Bytes);
        writer.WriteString("checksum", report.Checksum);
        writer.WriteStartArray("databases");
        foreach (var database in report.Databases)
        {
            writer.WriteStartObject();
            writer.WriteString("name", database.Name);
            writer.WriteString("position", database.Position);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteDatabases(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("databases");
        foreach (var database in engine.Databases)
        {
            writer.WriteStringValue(database.Name);
        }
        writer.WriteEndArray();
    }

    private void WriteIsServed(string name, Utf8JsonWriter writer)
    {
        bool isServed = engine.Databases.Any(database =>
            string.Equals(database.Name, name, StringComparison.OrdinalIgnoreCase)
        );
        writer.WriteBoolean("served", isServed);
    }
}
