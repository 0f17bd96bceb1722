using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Quiver.Server.Transport;

/// <summary>A connection whose pipes are the socket itself.</summary>
internal sealed class DirectConnection : DefaultConnectionContext, IDuplexPipe
{
    // Taken only while bytes are there: a connection that waits holds no buffer.
    private const int ReceiveBytes = 32 << 10;

    private readonly Socket _socket;

    /// <summary>Takes over a connected socket.</summary>
    public DirectConnection(Socket socket)
    {
        _socket = socket;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        var stream = new SocketStream(socket);
        Input = PipeReader.Create(
            stream,
            new StreamPipeReaderOptions(bufferSize: ReceiveBytes, useZeroByteReads: true)
        );
        Output = PipeWriter.Create(stream);
        Transport = this;
    }

    /// <summary>What the client sends.</summary>
    public PipeReader Input { get; }

    /// <summary>What the client gets: a flush ends when the system has taken all of it.</summary>
    public PipeWriter Output { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// The base class is not asked: it tells of the end on another thread, and where the connection is disposed of before that, its exception ends the process.
    /// </remarks>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        try
        {
            // Pending reads see the end, pending writes fail.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Output.CompleteAsync();
        await Input.CompleteAsync();
        _socket.Dispose();
        await base.DisposeAsync();
    }
}
