using System.Net;
using System.Net.Sockets;

namespace Quiver.Foundation.Network;

/// <summary>Which addresses of the network may be asked: those that are public, unless more are allowed or fewer.</summary>
/// <param name="options">What is allowed.</param>
internal sealed class RemoteAddresses(RemoteOptions options)
{
    private const int AddressBytes = 16;
    private const int EmbeddedInTranslated = 12;
    private const int EmbeddedIn6To4 = 2;

    // This machine, private and local networks, and what is no machine's address (IANA's special-purpose registries).
    private static readonly IPNetwork[] s_private =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("64:ff9b:1::/48"),
        IPNetwork.Parse("100::/64"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
        IPNetwork.Parse("ff00::/8"),
    ];

    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_6To4 = IPNetwork.Parse("2002::/16");

    /// <summary>Whether a machine may be asked.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = Unwrapped(address);
        return !Contains(options.Refused, plain)
            && (options.AllowsPrivateAddresses || !Contains(s_private, plain));
    }

    /// <summary>The IPv4 address that an IPv6 address stands for, or itself.</summary>
    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }
        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out _);
        return s_translated.Contains(address) ? new IPAddress(bytes.Slice(EmbeddedInTranslated, 4))
            : s_6To4.Contains(address) ? new IPAddress(bytes.Slice(EmbeddedIn6To4, 4))
            : address;
    }

    private static bool Contains(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }
        return false;
    }
}
