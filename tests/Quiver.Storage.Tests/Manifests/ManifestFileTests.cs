using System.Buffers.Binary;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Manifests;

public sealed class ManifestFileTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void What_was_written_is_read_back()
    {
        using var folder = new TemporaryFolder();
        var manifest = Sample();
        Assert.False(ManifestFile.Exists(Files, folder.Path));
        ManifestFile.Write(Files, folder.Path, Manifest.Empty(Guid.NewGuid(), Guid.NewGuid()));
        ManifestFile.Write(Files, folder.Path, manifest);
        Assert.True(ManifestFile.Exists(Files, folder.Path));
        var read = ManifestFile.Read(Files, folder.Path);
        Assert.Equal(ManifestCodec.Encode(manifest), ManifestCodec.Encode(read));
        Assert.Equal(manifest.DatabaseId, read.DatabaseId);
        Assert.Equal(manifest.Replay, read.Replay);
        Assert.Equal(manifest.Files, read.Files);
        Assert.Equal(manifest.Directory, read.Directory);
        Assert.Equal(manifest.Patches, read.Patches);
        Assert.Equal(manifest.Tokens.Labels.All, read.Tokens.Labels.All);
        Assert.Equal(3, read.Counts.RelationshipsByEndLabel[(1, 0)]);
        Assert.Equal(new(10, 9), read.NodePropertyEstimates[0]);
        Assert.Equal([ManifestFile.Name], Files.List(folder.Path));
    }

    [Theory]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData((2 << 20) + 4096)]
    [InlineData(3 << 20)]
    public void A_large_one_is_read_back_whole_whatever_its_length(int length)
    {
        using var folder = new TemporaryFolder();
        var manifest = WithKey(1 << 10);
        manifest = WithKey((1 << 10) + length - ManifestCodec.Encode(manifest).Length);
        ManifestFile.Write(Files, folder.Path, manifest);
        byte[] bytes = File.ReadAllBytes(Path.Join(folder.Path, ManifestFile.Name));
        Assert.Equal(length, bytes.Length);
        Assert.Equal(ManifestCodec.Encode(manifest), bytes);
        var read = ManifestFile.Read(Files, folder.Path);
        Assert.Equal(manifest.Tokens.PropertyKeys.All, read.Tokens.PropertyKeys.All);

        static Manifest WithKey(int characters)
        {
            string[] keys =
            [
                new string('a', characters / 2),
                new string('b', characters / 2),
                new string('c', characters % 2),
            ];
            return Sample() with { Tokens = new(new([]), new([]), new(keys)) };
        }
    }

    [Fact]
    public void Every_flipped_bit_is_found_and_named()
    {
        byte[] bytes = ManifestCodec.Encode(Sample());
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= (byte)(1 << (i % 8));
            var error = Assert.Throws<CorruptionException>(() =>
                ManifestCodec.Decode(damaged, "/db/MANIFEST")
            );
            Assert.Contains("/db/MANIFEST", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_cut_is_found()
    {
        byte[] bytes = ManifestCodec.Encode(Sample());
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CorruptionException>(() =>
                ManifestCodec.Decode(bytes.AsSpan(0, length), "m")
            );
        }
    }

    [Fact]
    public void Bodies_that_no_writer_wrote_are_refused_even_with_a_right_checksum()
    {
        byte[] bytes = ManifestCodec.Encode(Sample());
        var random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] changed = [.. bytes];
            for (int i = 0; i < 3; i++)
            {
                changed[random.Next(16, bytes.Length - 4)] = (byte)random.Next(256);
            }
            Seal(changed);
            try
            {
                ManifestCodec.Decode(changed, "m");
            }
            catch (CorruptionException)
            {
                refused++;
            }
        }
        Assert.True(refused > 300, $"only {refused} refused");
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        byte[] bytes = ManifestCodec.Encode(Sample());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 5);
        Seal(bytes);
        var error = Assert.Throws<StorageException>(() =>
            ManifestCodec.Decode(bytes, "/db/MANIFEST")
        );
        Assert.IsNotType<CorruptionException>(error);
        Assert.Equal(
            "/db/MANIFEST has format version 5; this release reads versions up to 4. Use a newer release of Quiver.",
            error.Message
        );
    }

    [Fact]
    public void The_form_of_version_4_does_not_change()
    {
        byte[] bytes = ManifestCodec.Encode(Sample());
        // The checksum over the checksum as well would be the same for all content.
        uint checksum = Crc32C.Compute(bytes.AsSpan(..^4));
        Assert.Equal((ExpectedLength, ExpectedChecksum), (bytes.Length, checksum));
    }

    private const int ExpectedLength = 515;
    private const uint ExpectedChecksum = 1461693960;

    private static void Seal(byte[] bytes) =>
        BinaryPrimitives.WriteUInt32LittleEndian(
            bytes.AsSpan(^4..),
            Crc32C.Compute(bytes.AsSpan(..^4))
        );

    private static Manifest Sample() =>
        Manifest.Empty(
            new("11111111-2222-3333-4444-555555555555"),
            new("99999999-8888-7777-6666-555555555555")
        ) with
        {
            Generation = 7,
            PredecessorLogIds = [new("aaaaaaaa-8888-7777-6666-555555555555")],
            Replay = new(3, 4096, 17),
            Files = [new("store-000001.qst", 1000), new("store-000002.qst", 2000)],
            Directory = new(1, 128, 700, 0xDEADBEEF),
            Patches = [new("patch-000001.qpt", 300, 5)],
            Tokens = new(new(["Person", "Größe"]), new(["KNOWS"]), new(["id", "name"])),
            Counts = new()
            {
                Nodes = 10,
                Relationships = 3,
                NodesByLabel = new Dictionary<int, long> { [1] = 4, [0] = 6 },
                RelationshipsByType = new Dictionary<int, long> { [0] = 3 },
                RelationshipsByStartLabel = new Dictionary<(int, int), long> { [(0, 0)] = 3 },
                RelationshipsByEndLabel = new Dictionary<(int, int), long> { [(1, 0)] = 3 },
            },
            NodePropertyEstimates = new Dictionary<int, PropertyEstimate> { [0] = new(10, 9) },
            NodeIdLimit = 12,
            RelationshipIdLimit = 3,
        };
}
