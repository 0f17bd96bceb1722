using Quiver.Bolt.Handshake;

namespace Quiver.Bolt.Tests.Handshake;

public sealed class VersionNegotiationTests
{
    [Theory]
    [InlineData("00080805 00020404 00000003 00000000", "5.8")]
    [InlineData("00070705 00020404 00000104 00000003", "5.7")]
    [InlineData("00050505 00020404 00000104 00000003", "5.4")]
    [InlineData("00000505 00020404 00000003 00000000", "4.4")]
    [InlineData("00000005 00020404 00000003 00000000", "5.0")]
    [InlineData("00020404 00000104 00000004 00000003", "4.4")]
    [InlineData("00000304 00000204 00000104 00000004", "4.3")]
    [InlineData("00030304 00000004 00000003 00000002", "4.3")]
    [InlineData("00000104 00000004 00000000 00000000", "4.1")]
    [InlineData("00000004 00000003 00000002 00000001", "4.0")]
    [InlineData("00000003 00000002 00000001 00000000", "3.0")]
    [InlineData("00000006 00000000 00000000 00000000", "6.0")]
    [InlineData("00010805 00000000 00000000 00000000", "5.8")]
    [InlineData("00FFFF05 00000000 00000000 00000000", "5.8")]
    public void First_slot_that_matches_gives_its_newest_version_and_never_5_5(
        string slots,
        string expected
    )
    {
        Assert.True(
            VersionNegotiation.TryChoose(Opening(slots), out var version, out var manifest)
        );
        Assert.False(manifest);
        Assert.Equal(expected, version.ToString());
    }

    [Fact]
    public void Manifest_wish_is_taken_when_it_comes_first()
    {
        var opening = Opening("000001FF 00080805 00020404 00000003");
        Assert.True(VersionNegotiation.TryChoose(opening, out _, out bool manifest));
        Assert.True(manifest);
    }

    [Theory]
    [InlineData("00000002 00000001 00000000 00000000")]
    [InlineData("00000000 00000000 00000000 00000000")]
    [InlineData("00000505 00000000 00000000 00000000")]
    public void Openings_without_a_version_of_ours_are_refused(string slots) =>
        Assert.False(VersionNegotiation.TryChoose(Opening(slots), out _, out _));

    [Fact]
    public void Manifest_offers_exactly_the_supported_versions()
    {
        var offered = new List<BoltVersion>();
        var manifest = VersionNegotiation.Manifest;
        for (int entry = 0; entry < manifest[4]; entry++)
        {
            var slot = manifest.Slice(5 + entry * 4, 4);
            for (int back = 0; back <= slot[1]; back++)
            {
                offered.Add(new(slot[3], slot[2] - back));
            }
        }
        Assert.Equal(BoltVersion.Supported, offered);
    }

    [Theory]
    [InlineData(5, 8, true)]
    [InlineData(5, 5, false)]
    [InlineData(6, 0, true)]
    [InlineData(6, 1, false)]
    [InlineData(4, 3, true)]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, false)]
    [InlineData(0, 0, false)]
    public void Choice_from_the_manifest_must_have_been_offered(int major, int minor, bool taken) =>
        Assert.Equal(
            taken,
            VersionNegotiation.TryReadChoice([0, 0, (byte)minor, (byte)major], out _)
        );

    private static byte[] Opening(string slots) =>
        [
            0x60,
            0x60,
            0xB0,
            0x17,
            .. Convert.FromHexString(slots.Replace(" ", "", StringComparison.Ordinal)),
        ];
}
