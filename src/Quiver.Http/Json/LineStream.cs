using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Quiver.Http.Json;

/// <summary>JSON lines written to a response while they are computed. A line leaves only when it is whole: one that fails half way leaves nothing behind.</summary>
internal sealed class LineStream : IAsyncDisposable
{
    private const int FlushBytes = 16 * 1024;
    private const byte RecordSeparator = 0x1E;

    private readonly PipeWriter _output;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _isSequence;
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _unflushedBytes;

    /// <summary>Starts a stream; headers can be changed until the first flush.</summary>
    /// <param name="output">The response's body.</param>
    /// <param name="cancellationToken">Says that the client has gone.</param>
    /// <param name="isSequence">Whether a record separator stands before each line (RFC 7464).</param>
    public LineStream(
        PipeWriter output,
        CancellationToken cancellationToken,
        bool isSequence = false
    )
    {
        _output = output;
        _cancellationToken = cancellationToken;
        _isSequence = isSequence;
        Writer = new Utf8JsonWriter(_line, JsonStream.WriterOptions);
    }

    /// <summary>What writes the next line.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Gives up what was written of the next line.</summary>
    public void Discard()
    {
        Writer.Reset();
        _line.ResetWrittenCount();
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Writer.Flush();
        if (_isSequence)
        {
            _output.Write([RecordSeparator]);
        }
        _output.Write(_line.WrittenSpan);
        _output.Write("\n"u8);
        _unflushedBytes += _line.WrittenCount;
        Discard();
    }

    /// <summary>Sends what was written when it is enough for a packet or more; waits while the client reads too slowly.</summary>
    public ValueTask FlushIfLargeAsync() =>
        _unflushedBytes >= FlushBytes ? FlushAsync() : ValueTask.CompletedTask;

    /// <summary>Sends the lines that were ended.</summary>
    public async ValueTask FlushAsync()
    {
        _unflushedBytes = 0;
        var result = await _output.FlushAsync(_cancellationToken);
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The client closed the connection.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Writer.DisposeAsync();
}
