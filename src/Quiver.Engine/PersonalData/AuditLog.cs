using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quiver.Foundation;
using Quiver.Foundation.IO;

namespace Quiver.Engine.PersonalData;

/// <summary>
/// <c>logs/audit.log</c>: who asked for whose data, and what came of it; one JSON object a line, on the disk before the answer. The person is named by a hash, so
/// that the log proves what was done for a given name and keeps none.
/// </summary>
/// <remarks>Thread safe.</remarks>
internal sealed class AuditLog(IFileSystem files, IClock clock, string home)
{
    // Nothing of a line is ever part of a page.
    private static readonly JsonWriterOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _folder = Path.Combine(home, "logs");
    private readonly Lock _lock = new();

    private string FilePath => Path.Combine(_folder, "audit.log");

    /// <summary>Adds a record.</summary>
    /// <param name="id">What all records of a request share.</param>
    /// <param name="action">What was asked for.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="more">Writes what is to be said besides.</param>
    /// <exception cref="Model.Status.CypherException">It cannot be written.</exception>
    public void Add(
        string id,
        string action,
        string by,
        SubjectId subject,
        Action<Utf8JsonWriter> more
    )
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, s_json))
        {
            writer.WriteStartObject();
            writer.WriteString("time", clock.UtcNow.ToString("O"));
            writer.WriteString("id", id);
            writer.WriteString("action", action);
            writer.WriteString("by", by);
            writer.WriteString("subject", HashOf(subject));
            more(writer);
            writer.WriteEndObject();
        }
        line.Write("\n"u8);
        try
        {
            Append(line.WrittenSpan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PersonalDataErrors.NoAudit(error);
        }
    }

    /// <summary>How the log names a person.</summary>
    public static string HashOf(SubjectId subject) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject.Text)));

    private void Append(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            files.CreateDirectory(_folder);
            bool isNew = !files.FileExists(FilePath);
            using (var file = files.OpenOrCreate(FilePath))
            {
                file.Write(line, file.Length);
                file.SyncData();
            }
            if (isNew)
            {
                files.SyncDirectory(_folder);
            }
        }
    }
}
