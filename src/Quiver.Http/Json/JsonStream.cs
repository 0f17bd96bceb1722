using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Quiver.Http.Json;

/// <summary>A JSON document written to a response while it is computed: what was written leaves whenever enough has gathered.</summary>
internal sealed class JsonStream : IAsyncDisposable
{
    private const int FlushBytes = 16 * 1024;

    /// <summary>How all documents are written.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly PipeWriter _pipe;
    private readonly CancellationToken _cancellationToken;
    private long _flushedBytes;

    /// <summary>Starts a document in a response's body; headers can be changed until the first flush.</summary>
    public JsonStream(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = MediaTypes.Json;
        _pipe = response.BodyWriter;
        _cancellationToken = cancellationToken;
        Writer = new Utf8JsonWriter(_pipe, WriterOptions);
    }

    /// <summary>What writes the document. The text that it writes is for programs, never inlined in HTML.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Sends what was written when it is enough for a packet or more; waits while the client reads too slowly.</summary>
    public ValueTask FlushIfLargeAsync() =>
        Writer.BytesCommitted + Writer.BytesPending - _flushedBytes >= FlushBytes
            ? FlushAsync()
            : ValueTask.CompletedTask;

    /// <summary>Sends what was written.</summary>
    public async ValueTask FlushAsync()
    {
        Writer.Flush();
        _flushedBytes = Writer.BytesCommitted;
        var result = await _pipe.FlushAsync(_cancellationToken);
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The client closed the connection.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Writer.DisposeAsync();
}
