using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Quiver.Server;

/// <summary>Where a listener listens: <c>HOST:PORT</c>; port 0 lets the system choose a free one.</summary>
/// <param name="Host">
/// A host name or an address; IPv6 without brackets; <c>*</c> for every IPv4 address of the machine, <c>::</c> for those of IPv6 as well; <c>localhost</c> for the loopback addresses of both.
/// </param>
/// <param name="Port">The port.</param>
public readonly record struct ListenAddress(string Host, int Port)
{
    /// <summary>Reads <c>HOST:PORT</c>, <c>[IPv6]:PORT</c>, <c>:PORT</c> or <c>*:PORT</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        int colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return false;
        }
        bool validPort = int.TryParse(
            text.AsSpan(colon + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int port
        );
        if (!validPort || port > ushort.MaxValue)
        {
            return false;
        }
        string host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }
        address = new ListenAddress(host.Length == 0 ? "*" : host, port);
        return true;
    }

    /// <summary>The address in the form that it is read from.</summary>
    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Whether it stands for the loopback addresses of this machine: 127.0.0.1 and, where there is IPv6, ::1.</summary>
    public bool IsLocalhost => string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>The socket address, of <c>localhost</c> that of IPv4: another name is looked up, IPv4 preferred.</summary>
    /// <exception cref="ServerStartException">The name is unknown.</exception>
    internal IPEndPoint Resolve()
    {
        if (Host is "*")
        {
            return new IPEndPoint(IPAddress.Any, Port);
        }
        if (IPAddress.TryParse(Host, out var literal))
        {
            return new IPEndPoint(literal, Port);
        }
        if (IsLocalhost)
        {
            return new IPEndPoint(IPAddress.Loopback, Port);
        }
        try
        {
            var addresses = Dns.GetHostAddresses(Host);
            var chosen = Array.Find(
                addresses,
                static a => a.AddressFamily == AddressFamily.InterNetwork
            );
            return new IPEndPoint(chosen ?? addresses[0], Port);
        }
        catch (SocketException error)
        {
            throw new ServerStartException($"Cannot listen at {this}: {error.Message}.", error);
        }
    }
}
