using Microsoft.AspNetCore.Connections;

namespace Quiver.Server.Tls;

/// <summary>Tells connections that begin a TLS handshake from others by their first byte.</summary>
internal static class OptionalTls
{
    // A handshake record of TLS; Bolt begins with 0x60, HTTP with a letter.
    private const byte Handshake = 0x16;

    private static readonly TimeSpan s_firstByteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Serves a connection as it begins.</summary>
    /// <param name="connection">A connection of which nothing was read.</param>
    /// <param name="encrypted">Serves those with TLS.</param>
    /// <param name="plain">Serves the others.</param>
    public static async Task ServeAsync(
        ConnectionContext connection,
        ConnectionDelegate encrypted,
        ConnectionDelegate plain
    )
    {
        byte first;
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(
                connection.ConnectionClosed
            );
            deadline.CancelAfter(s_firstByteTimeout);
            var result = await connection.Transport.Input.ReadAsync(deadline.Token);
            if (result.Buffer.IsEmpty)
            {
                return;
            }
            first = result.Buffer.FirstSpan[0];
            // Nothing is consumed: whoever serves it reads the byte again.
            connection.Transport.Input.AdvanceTo(result.Buffer.Start);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // It left, or never said a word.
            return;
        }
        await (first == Handshake ? encrypted : plain)(connection);
    }
}
