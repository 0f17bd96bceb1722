using System.Net;
using Quiver.Foundation.Network;

namespace Quiver.Foundation.Tests.Network;

public sealed class RemoteAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Addresses_that_are_not_public_are_refused_unless_they_are_allowed(string address)
    {
        var options = new RemoteOptions { Folder = "/" };
        Assert.False(new RemoteAddresses(options).Allows(IPAddress.Parse(address)));
        options = options with { AllowsPrivateAddresses = true };
        Assert.True(new RemoteAddresses(options).Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::101:101")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public_addresses_are_allowed_unless_they_are_refused(string address)
    {
        var options = new RemoteOptions { Folder = "/" };
        Assert.True(new RemoteAddresses(options).Allows(IPAddress.Parse(address)));
        options = options with
        {
            Refused = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
        };
        Assert.False(new RemoteAddresses(options).Allows(IPAddress.Parse(address)));
    }
}
