using System.Buffers.Binary;
using Quiver.Foundation.Checksums;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Tests.Generations;

/// <summary>Changes bytes of a block and makes every checksum above them right again.</summary>
internal static class DamagedGeneration
{
    private const int AddressChecksum = 4;
    private const int AddressOffset = 8;

    /// <summary>Changes the bytes of a store file, given the directory in it; returns the manifest that fits them.</summary>
    public static Manifest Change(
        Random random,
        byte[] file,
        Manifest manifest,
        GenerationDirectory list
    )
    {
        var directory = manifest.Directory;
        int start = (int)directory.Offset;
        if (random.Next(4) == 0)
        {
            Scribble(random, file, start, directory.Length);
        }
        else
        {
            var blocks = list
                .Columns.Select(c => c.Block)
                .Concat(list.Adjacency.Select(a => a.Block))
                .Concat(list.NodeSegments.Select(s => s.Labels))
                .Concat(list.NodeSegments.Select(s => s.Live))
                .Where(b => b.Exists)
                .ToArray();
            var block = blocks[random.Next(blocks.Length)];
            Scribble(random, file, (int)block.Offset, block.Length);
            Reseal(file, start, directory.Length, block);
        }
        return WithChecksum(file, manifest);
    }

    private static void Scribble(Random random, byte[] file, int start, int length)
    {
        // Headers are at the beginning: that is where most structure is.
        int reach = random.Next(2) == 0 ? Math.Min(96, length) : length;
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            file[start + random.Next(reach)] = (byte)(
                random.Next(3) == 0 ? 0xFF : random.Next(256)
            );
        }
    }

    /// <summary>Finds the block's address in the directory's bytes and sets its checksum.</summary>
    private static void Reseal(byte[] file, int directoryStart, int length, BlockAddress block)
    {
        uint checksum = Crc32C.Compute(file.AsSpan((int)block.Offset, block.Length));
        for (int at = directoryStart; at + 24 <= directoryStart + length; at += 8)
        {
            var address = file.AsSpan(at);
            if (
                BinaryPrimitives.ReadInt64LittleEndian(address[AddressOffset..]) == block.Offset
                && BinaryPrimitives.ReadUInt32LittleEndian(address[AddressChecksum..])
                    == block.Checksum
            )
            {
                BinaryPrimitives.WriteUInt32LittleEndian(address[AddressChecksum..], checksum);
            }
        }
    }

    private static Manifest WithChecksum(byte[] file, Manifest manifest)
    {
        var directory = manifest.Directory;
        var bytes = file.AsSpan((int)directory.Offset, directory.Length);
        return manifest with { Directory = directory with { Checksum = Crc32C.Compute(bytes) } };
    }
}
