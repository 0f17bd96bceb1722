using System.Buffers.Binary;
using System.Security.Cryptography;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Checkpoints;

/// <summary>The body of the log record that says that a checkpoint is about to be published.</summary>
/// <remarks>
/// <code>
/// 0   u8×32 SHA-256 of the MANIFEST file
/// 32  i64   sequence number of the newest record that it covers
/// </code>
/// </remarks>
internal static class PublishedBody
{
    private const int Bytes = SHA256.HashSizeInBytes + sizeof(long);

    /// <summary>The body for a manifest.</summary>
    public static byte[] Of(Manifest manifest)
    {
        byte[] body = new byte[Bytes];
        SHA256.HashData(ManifestCodec.Encode(manifest), body);
        BinaryPrimitives.WriteInt64LittleEndian(
            body.AsSpan(SHA256.HashSizeInBytes),
            manifest.Replay.Sequence
        );
        return body;
    }
}
