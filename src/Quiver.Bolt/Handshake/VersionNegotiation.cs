using System.Buffers.Binary;

namespace Quiver.Bolt.Handshake;

/// <summary>Chooses the protocol version from the four slots that a client offers.</summary>
/// <remarks>
/// <code>
/// client: 60 60 B0 17 | slot | slot | slot | slot          slot: 00 range minor major, or 00 00 01 FF (manifest v1)
/// server: 00 00 minor major                                 classic: the version chosen, or zeros and close
/// server: 00 00 01 FF | varint n | n × slot | varint 0      manifest: what we offer; then
/// client: 00 00 minor major | varint capabilities           what it took
/// </code>
/// </remarks>
internal static class VersionNegotiation
{
    /// <summary>Bytes of the client's opening: magic and four slots.</summary>
    public const int OpeningLength = 20;

    /// <summary>The number a Bolt client opens with.</summary>
    public const uint Magic = 0x6060B017;

    private const int SlotCount = 4;
    private const uint ManifestSlot = 0x000001FF;

    /// <summary>The server's manifest: newest ranges first, cut so that 5.5 lies in none, and no capabilities.</summary>
    public static ReadOnlySpan<byte> Manifest =>
        [0, 0, 1, 0xFF, 5, 0, 0, 0, 6, 0, 2, 8, 5, 0, 4, 4, 5, 0, 4, 4, 4, 0, 0, 0, 3, 0];

    /// <summary>Chooses from an opening: a version, the wish for a manifest, or nothing that suits.</summary>
    /// <param name="opening">The client's 20 bytes; the magic was checked before.</param>
    /// <param name="version">The version, when chosen the classic way.</param>
    /// <param name="manifest">Whether the client takes the manifest first.</param>
    /// <returns>False when no slot suits.</returns>
    public static bool TryChoose(
        ReadOnlySpan<byte> opening,
        out BoltVersion version,
        out bool manifest
    )
    {
        version = default;
        manifest = false;
        for (int slot = 0; slot < SlotCount; slot++)
        {
            var bytes = opening.Slice(4 + slot * 4, 4);
            if (BinaryPrimitives.ReadUInt32BigEndian(bytes) == ManifestSlot)
            {
                manifest = true;
                return true;
            }
            int major = bytes[3];
            int newest = bytes[2];
            int oldest = newest - bytes[1];
            foreach (var candidate in BoltVersion.Supported)
            {
                if (
                    candidate.Major == major
                    && candidate.Minor <= newest
                    && candidate.Minor >= oldest
                )
                {
                    version = candidate;
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Reads the version that a client took from the manifest; false when we did not offer it.</summary>
    public static bool TryReadChoice(ReadOnlySpan<byte> slot, out BoltVersion version)
    {
        version = new(slot[3], slot[2]);
        return slot[0] == 0 && slot[1] == 0 && BoltVersion.Supported.Contains(version);
    }
}
