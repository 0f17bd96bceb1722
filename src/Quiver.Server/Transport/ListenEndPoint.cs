using System.Net;
using System.Net.Sockets;

namespace Quiver.Server.Transport;

/// <summary>An address to listen at, which knows how its socket is bound and who carries its connections.</summary>
/// <param name="address">The address.</param>
/// <param name="isDirect">Whether <see cref="DirectTransport"/> carries the connections.</param>
/// <param name="bind">Binds the socket where that takes more than the address.</param>
internal sealed class ListenEndPoint(IPEndPoint address, bool isDirect, Func<Socket>? bind = null)
    : IPEndPoint(address.Address, address.Port)
{
    /// <summary>Whether <see cref="DirectTransport"/> carries the connections.</summary>
    public bool IsDirect => isDirect;

    /// <summary>A socket at the address, the caller's from now on.</summary>
    /// <exception cref="SocketException">Somebody else listens there, or the address is not this machine's.</exception>
    public Socket Bind() => bind is null ? Bind(this) : bind();

    /// <summary>A socket at an address.</summary>
    /// <exception cref="SocketException">Somebody else listens there, or the address is not this machine's.</exception>
    public static Socket Bind(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
