using System.Net;

namespace Quiver.Server.Tests;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:7687", "127.0.0.1", 7687)]
    [InlineData("localhost:0", "localhost", 0)]
    [InlineData("[::1]:7474", "::1", 7474)]
    [InlineData(":7474", "*", 7474)]
    [InlineData("*:65535", "*", 65535)]
    public void Host_and_port_are_read(string text, string host, int port)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(new ListenAddress(host, port), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7687")]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:x")]
    [InlineData("localhost:-1")]
    [InlineData("localhost:65536")]
    [InlineData("::1:7474")]
    public void Anything_else_is_refused(string text) =>
        Assert.False(ListenAddress.TryParse(text, out _));

    [Theory]
    [InlineData("[::1]:7474")]
    [InlineData("127.0.0.1:1")]
    public void An_address_is_written_as_it_is_read(string text)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(text, address.ToString());
    }

    [Fact]
    public void A_star_is_every_address_and_localhost_the_loopback()
    {
        Assert.Equal(new IPEndPoint(IPAddress.Any, 1), new ListenAddress("*", 1).Resolve());
        Assert.Equal(
            new IPEndPoint(IPAddress.Loopback, 2),
            new ListenAddress("localhost", 2).Resolve()
        );
    }

    [Fact]
    public void An_unknown_host_is_told_by_name()
    {
        var error = Assert.Throws<ServerStartException>(() =>
            new ListenAddress("no-such-host.invalid", 1).Resolve()
        );

        Assert.Contains("no-such-host.invalid:1", error.Message, StringComparison.Ordinal);
    }
}
