using System.Net;
using System.Net.Sockets;

namespace Quiver.Server.Transport;

/// <summary>
/// The sockets of <c>localhost</c>: one at 127.0.0.1 and, where the machine has IPv6, one at ::1, at the same port. Both are bound when the first is asked for, so that a port that the system
/// chooses is free at both.
/// </summary>
/// <param name="port">The port; 0 for one that is free.</param>
/// <param name="hasIPv6">Whether to listen at ::1 as well.</param>
internal sealed class LoopbackSockets(int port, bool hasIPv6) : IDisposable
{
    // A port that is free at one address is hardly ever taken at the other.
    private const int MaxAttempts = 16;

    private Socket? _second;

    /// <summary>Whether this machine has the address ::1.</summary>
    public static bool HasIPv6()
    {
        if (!Socket.OSSupportsIPv6)
        {
            return false;
        }
        try
        {
            using var probe = ListenEndPoint.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            // The system knows IPv6, but no interface has it.
            return false;
        }
    }

    /// <summary>The addresses to listen at, in the order in which they have to be bound.</summary>
    public IReadOnlyList<ListenEndPoint> EndPoints(bool isDirect)
    {
        var first = new IPEndPoint(IPAddress.Loopback, port);
        var second = new IPEndPoint(IPAddress.IPv6Loopback, port);
        return hasIPv6
            ? [new(first, isDirect, BindBoth), new(second, isDirect, TakeSecond)]
            : [new(first, isDirect)];
    }

    /// <inheritdoc/>
    public void Dispose() => _second?.Dispose();

    private Socket BindBoth()
    {
        for (int attempt = 1; ; attempt++)
        {
            var first = ListenEndPoint.Bind(new IPEndPoint(IPAddress.Loopback, port));
            try
            {
                int chosen = ((IPEndPoint)first.LocalEndPoint!).Port;
                _second = ListenEndPoint.Bind(new IPEndPoint(IPAddress.IPv6Loopback, chosen));
                return first;
            }
            catch (SocketException error)
                when (port == 0
                    && attempt < MaxAttempts
                    && error.SocketErrorCode == SocketError.AddressAlreadyInUse
                )
            {
                first.Dispose();
            }
            catch
            {
                first.Dispose();
                throw;
            }
        }
    }

    private Socket TakeSecond()
    {
        var second = _second ?? throw new InvalidOperationException("The first comes first.");
        _second = null;
        return second;
    }
}
