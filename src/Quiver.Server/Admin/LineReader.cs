using System.Buffers;
using System.IO.Pipelines;

namespace Quiver.Server.Admin;

/// <summary>Reads lines of bounded length from a stream.</summary>
internal sealed class LineReader(Stream stream) : IAsyncDisposable
{
    private readonly PipeReader _pipe = PipeReader.Create(
        stream,
        new StreamPipeReaderOptions(leaveOpen: true)
    );

    /// <summary>The next line without its end, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The line is longer than the protocol allows.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                byte[] line = buffer.Slice(0, end).ToArray();
                _pipe.AdvanceTo(buffer.GetPosition(1, end));
                return line.Length < AdminProtocol.MaxLineBytes ? line : throw TooLong();
            }
            if (buffer.Length >= AdminProtocol.MaxLineBytes)
            {
                throw TooLong();
            }
            if (result.IsCompleted)
            {
                return null;
            }
            _pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private static InvalidDataException TooLong() =>
        new($"A line has more than {AdminProtocol.MaxLineBytes} bytes.");
}
