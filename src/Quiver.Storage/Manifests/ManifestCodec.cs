using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Quiver.Foundation.Checksums;
using Quiver.Storage.Schema;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Manifests;

/// <summary>The binary form of a manifest.</summary>
/// <remarks>
/// <code>
/// 0   u8×8 "QUIVERMF"
/// 8   u32  format version: 4
/// 12  u32  body's length in bytes
/// 16  body
///     uuid database; i64 generation; uuid log; list of uuid predecessors
///     i64 log file, i64 offset, i64 sequence                             (where replay starts)
///     list of { text name; i64 length }                                  (store files)
///     i32 file; i64 offset; i32 length; u32 checksum                     (directory)
///     list of { text name; i64 length; u32 checksum }                    (patches)
///     list of text labels; list of text types; list of text keys
///     i64 nodes; i64 relationships
///     list of { i32 label; i64 }; list of { i32 type; i64 }
///     bytes by label of the start and type; bytes by label of the end    (counts: <see cref="PairCounts"/>)
///     u32 keys; bytes of all                                             (estimates: <see cref="PropertyEstimates.Encode"/>)
///     i64 node id limit; i64 relationship id limit
///     schema (SchemaCodec); files of indexes (IndexContentCodec)
/// end u32  CRC-32C of all before
/// list: u32 count, then the items; text: u32 bytes, then UTF-8; bytes: u32 length, then these; uuid: 16 bytes, big endian
/// </code>
/// Versions 1 to 3 had estimates as list of { i32 key; i64 values; i64 distinct values }, keys ascending. Versions 1 and 2 ended with the limits. Version 1 had, in place of the bytes, lists of { i32 label; i32 type; i64 }, ascending.
/// The frame (magic, version, length, checksum) stays the same in all versions.
/// </remarks>
internal static class ManifestCodec
{
    /// <summary>The version that this release writes.</summary>
    public const int Version = 4;

    /// <summary>From this version on pairs of label and type are packed.</summary>
    private const int PackedPairsVersion = 2;

    /// <summary>From this version on there is a schema.</summary>
    private const int SchemaVersion = 3;

    /// <summary>From this version on columns may share a block, and estimates are packed.</summary>
    private const int SharedColumnsVersion = 4;

    /// <summary>The largest manifest.</summary>
    public const int MaxBytes = 256 << 20;

    private const int HeaderBytes = 16;

    private static ReadOnlySpan<byte> Magic => "QUIVERMF"u8;

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(Manifest manifest)
    {
        var writer = Compose(manifest, ComposeContent(manifest));
        writer.Seal(HeaderBytes);
        return writer.ToArray();
    }

    /// <summary>The file's bytes, which may be many, piece by piece without a copy.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="content">What <see cref="ComposeContent"/> made of it; null to make it now.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Write(
        Manifest manifest,
        ManifestWriter? content
    ) => Compose(manifest, content ?? ComposeContent(manifest)).Seal(HeaderBytes);

    /// <summary>Names, counts and estimates, which may be large, in their binary form: before files and indexes are known.</summary>
    public static ManifestWriter ComposeContent(Manifest manifest)
    {
        var writer = new ManifestWriter(RoomFor(manifest));
        WriteTokens(manifest.Tokens, writer);
        WriteCounts(manifest.Counts, writer);
        WriteEstimates(PropertyEstimates.Of(manifest.NodePropertyEstimates), writer);
        return writer;
    }

    private static ManifestWriter Compose(Manifest manifest, ManifestWriter content)
    {
        var writer = new ManifestWriter();
        writer.Bytes(Magic);
        writer.Int(Version);
        writer.Int(0);
        WriteFiles(manifest, writer);
        writer.Append(content);
        writer.Long(manifest.NodeIdLimit);
        writer.Long(manifest.RelationshipIdLimit);
        SchemaCodec.Write(manifest.Schema, writer);
        IndexContentCodec.Write(manifest.Indexes, writer);
        return writer;
    }

    /// <summary>Reads the file's bytes; the path is for messages.</summary>
    /// <exception cref="CorruptionException">They are not what was written.</exception>
    /// <exception cref="StorageException">A newer release wrote them.</exception>
    public static Manifest Decode(ReadOnlySpan<byte> file, string path)
    {
        int bodyBytes = CheckFrame(file, path, out int version);
        var reader = new ManifestReader(file.Slice(HeaderBytes, bodyBytes), path, HeaderBytes);
        var manifest = ReadFiles(ref reader);
        manifest = manifest with
        {
            Tokens = new(ReadNames(ref reader), ReadNames(ref reader), ReadNames(ref reader)),
            Counts = ReadCounts(ref reader, version),
            NodePropertyEstimates = ReadEstimates(ref reader, version),
            NodeIdLimit = reader.Long(),
            RelationshipIdLimit = reader.Long(),
        };
        if (version >= SchemaVersion)
        {
            manifest = manifest with
            {
                Schema = SchemaCodec.Read(ref reader),
                Indexes = IndexContentCodec.Read(ref reader),
            };
        }
        reader.ExpectEnd();
        return manifest;
    }

    /// <summary>About what a manifest takes besides what is not copied: counts by label and by type, of which there may be tens of thousands.</summary>
    private static int RoomFor(Manifest manifest)
    {
        long singles =
            manifest.Counts.NodesByLabel.Count + manifest.Counts.RelationshipsByType.Count;
        return (int)Math.Min(4096 + (12 * singles), MaxBytes);
    }

    private static int CheckFrame(ReadOnlySpan<byte> file, string path, out int version)
    {
        if (file.Length < HeaderBytes + sizeof(uint) || !file.StartsWith(Magic))
        {
            string found = file.Length < HeaderBytes + sizeof(uint) ? "too few bytes" : "others";
            throw new CorruptionException(path, 0, "the bytes QUIVERMF and a manifest", found);
        }
        int bodyBytes = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        if (bodyBytes != file.Length - HeaderBytes - sizeof(uint))
        {
            string expected = (file.Length - HeaderBytes - sizeof(uint)).ToString(
                CultureInfo.InvariantCulture
            );
            string found = bodyBytes.ToString(CultureInfo.InvariantCulture);
            throw new CorruptionException(path, 12, $"body length {expected}", found);
        }
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(file[^sizeof(uint)..]);
        uint computed = Crc32C.Compute(file[..^sizeof(uint)]);
        if (stored != computed)
        {
            throw CorruptionException.Checksum(path, file.Length - sizeof(uint), stored, computed);
        }
        version = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (version > Version)
        {
            throw ManifestErrors.Newer(path, version);
        }
        if (version < 1)
        {
            string found = version.ToString(CultureInfo.InvariantCulture);
            throw new CorruptionException(path, 8, "a format version", found);
        }
        return bodyBytes;
    }

    private static void WriteFiles(Manifest manifest, ManifestWriter writer)
    {
        writer.Uuid(manifest.DatabaseId);
        writer.Long(manifest.Generation);
        writer.Uuid(manifest.LogId);
        writer.Int(manifest.PredecessorLogIds.Count);
        foreach (var id in manifest.PredecessorLogIds)
        {
            writer.Uuid(id);
        }
        writer.Long(manifest.Replay.LogFile);
        writer.Long(manifest.Replay.Offset);
        writer.Long(manifest.Replay.Sequence);
        writer.Int(manifest.Files.Count);
        foreach (var file in manifest.Files)
        {
            writer.Text(file.Name);
            writer.Long(file.Length);
        }
        writer.Int(manifest.Directory.File);
        writer.Long(manifest.Directory.Offset);
        writer.Int(manifest.Directory.Length);
        writer.Int((int)manifest.Directory.Checksum);
        writer.Int(manifest.Patches.Count);
        foreach (var patch in manifest.Patches)
        {
            writer.Text(patch.Name);
            writer.Long(patch.Length);
            writer.Int((int)patch.Checksum);
        }
    }

    private static Manifest ReadFiles(ref ManifestReader reader)
    {
        var databaseId = reader.Uuid();
        long generation = reader.Long();
        var logId = reader.Uuid();
        var predecessors = new Guid[reader.Count(16)];
        for (int i = 0; i < predecessors.Length; i++)
        {
            predecessors[i] = reader.Uuid();
        }
        var replay = new ReplayPosition(reader.Long(), reader.Long(), reader.Long());
        var files = new StoreFile[reader.Count(12)];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = new(reader.FileName(), reader.Long());
        }
        int file = reader.Int();
        long offset = reader.Long();
        int length = reader.Int();
        var directory = new BlockAddress(file, offset, length, (uint)reader.Int());
        var patches = new PatchFile[reader.Count(16)];
        for (int i = 0; i < patches.Length; i++)
        {
            patches[i] = new(reader.FileName(), reader.Long(), (uint)reader.Int());
        }
        return Manifest.Empty(databaseId, logId) with
        {
            Generation = generation,
            PredecessorLogIds = predecessors,
            Replay = replay,
            Files = files,
            Directory = directory,
            Patches = patches,
        };
    }

    private static void WriteTokens(TokenTable tokens, ManifestWriter writer)
    {
        foreach (
            var names in (TokenNames[])
                [tokens.Labels, tokens.RelationshipTypes, tokens.PropertyKeys]
        )
        {
            writer.Int(names.Count);
            foreach (var page in names.Table.Pages)
            {
                writer.Bytes(page);
            }
        }
    }

    private static TokenNames ReadNames(ref ManifestReader reader)
    {
        int count = reader.Count(sizeof(int));
        var names = new NameTable();
        for (int number = 0; number < count; number++)
        {
            var name = reader.Utf8();
            if (names.NumberOf(name) != number)
            {
                throw reader.Damaged("a new name", Encoding.UTF8.GetString(name));
            }
        }
        return count == 0 ? TokenNames.Empty : new(names);
    }

    private static void WriteCounts(GraphCounts counts, ManifestWriter writer)
    {
        writer.Long(counts.Nodes);
        writer.Long(counts.Relationships);
        foreach (
            var single in (IReadOnlyDictionary<int, long>[])
                [counts.NodesByLabel, counts.RelationshipsByType]
        )
        {
            writer.Int(single.Count);
            int[] keys = [.. single.Keys];
            Array.Sort(keys);
            foreach (int key in keys)
            {
                writer.Int(key);
                writer.Long(single[key]);
            }
        }
        foreach (
            var pairs in (IReadOnlyDictionary<(int Label, int Type), long>[])
                [counts.RelationshipsByStartLabel, counts.RelationshipsByEndLabel]
        )
        {
            var bytes = PairCounts.Of(pairs).Encode();
            writer.Int(bytes.Length);
            writer.Bytes(bytes);
        }
    }

    private static GraphCounts ReadCounts(ref ManifestReader reader, int version) =>
        new()
        {
            Nodes = reader.Long(),
            Relationships = reader.Long(),
            NodesByLabel = ReadSingle(ref reader),
            RelationshipsByType = ReadSingle(ref reader),
            RelationshipsByStartLabel = ReadPairs(ref reader, version),
            RelationshipsByEndLabel = ReadPairs(ref reader, version),
        };

    private static Dictionary<int, long> ReadSingle(ref ManifestReader reader)
    {
        int count = reader.Count(12);
        var result = new Dictionary<int, long>(count);
        for (int i = 0; i < count; i++)
        {
            result[reader.Int()] = reader.Long();
        }
        return result;
    }

    private static PairCounts ReadPairs(ref ManifestReader reader, int version)
    {
        if (version >= PackedPairsVersion)
        {
            return PairCounts.TryDecode(reader.Bytes())
                ?? throw reader.Damaged("counts by label and type", "other bytes");
        }
        int count = reader.Count(16);
        var result = new Dictionary<(int, int), long>(count);
        for (int i = 0; i < count; i++)
        {
            result[(reader.Int(), reader.Int())] = reader.Long();
        }
        return PairCounts.Of(result);
    }

    private static void WriteEstimates(PropertyEstimates estimates, ManifestWriter writer)
    {
        var bytes = estimates.Encode();
        writer.Int(estimates.Count);
        writer.Int(bytes.Length);
        writer.Bytes(bytes);
    }

    private static PropertyEstimates ReadEstimates(ref ManifestReader reader, int version)
    {
        if (version >= SharedColumnsVersion)
        {
            int count = reader.Count(3);
            return PropertyEstimates.TryDecode(reader.Bytes(), count)
                ?? throw reader.Damaged("estimates of property keys", "other bytes");
        }
        int[] keys = new int[reader.Count(20)];
        var estimates = new PropertyEstimate[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = reader.Int();
            estimates[i] = new(reader.Long(), reader.Long());
            if (i > 0 && keys[i] <= keys[i - 1])
            {
                throw reader.Damaged("an ascending property key", "another");
            }
        }
        return new(keys, estimates);
    }
}
