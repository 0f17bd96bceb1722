using System.Buffers;
using System.Runtime.CompilerServices;

namespace Quiver.Import.Pipeline;

/// <summary>The blocks of a run as checkpoints keep them: three bytes instead of twelve, as there may be millions.</summary>
/// <remarks>
/// <code>
/// i32 blocks; by block, ascending:
///   varint  what its segment is above that of the block before; 0 for the same
///   varint  type; in the same segment what it is above that of the block before
///   varint  what its first row is above that of the block before
/// varint: seven bits a byte, the lowest first; the highest bit says that another byte follows
/// </code>
/// </remarks>
internal static class BlockList
{
    private const int BitsPerByte = 7;
    private const uint Further = 1 << BitsPerByte;

    /// <summary>What a block takes at most.</summary>
    private const int MostBytes = 3 * 5;

    /// <summary>Blocks that are put into bytes together.</summary>
    private const int MostTogether = 1 << 12;

    /// <summary>Writes blocks.</summary>
    /// <param name="blocks">The blocks, each with its first row; segments, types and rows ascend.</param>
    /// <param name="output">Receives them.</param>
    public static void Write(ReadOnlySpan<(BlockKey Block, int From)> blocks, BinaryWriter output)
    {
        output.Write(blocks.Length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(MostTogether * MostBytes);
        (BlockKey Block, int From) last = default;
        while (!blocks.IsEmpty)
        {
            int count = Math.Min(blocks.Length, MostTogether);
            int length = Put(blocks[..count], last, bytes);
            output.Write(bytes, 0, length);
            last = blocks[count - 1];
            blocks = blocks[count..];
        }
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static (BlockKey Block, int From)[] Read(BinaryReader input)
    {
        var blocks = new (BlockKey Block, int From)[input.ReadInt32()];
        (BlockKey Block, int From) last = default;
        for (int i = 0; i < blocks.Length; i++)
        {
            int segments = input.Read7BitEncodedInt();
            int type = input.Read7BitEncodedInt() + (segments == 0 ? last.Block.Type : 0);
            int from = input.Read7BitEncodedInt() + last.From;
            last = (new BlockKey(last.Block.Segment + segments, type), from);
            blocks[i] = last;
        }
        return blocks;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Put(
        ReadOnlySpan<(BlockKey Block, int From)> blocks,
        (BlockKey Block, int From) last,
        Span<byte> bytes
    )
    {
        int length = 0;
        foreach (var (block, from) in blocks)
        {
            int segments = block.Segment - last.Block.Segment;
            length = Put(bytes, length, segments);
            length = Put(bytes, length, block.Type - (segments == 0 ? last.Block.Type : 0));
            length = Put(bytes, length, from - last.From);
            last = (block, from);
        }
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Put(Span<byte> bytes, int at, int number)
    {
        uint left = (uint)number;
        while (left >= Further)
        {
            bytes[at++] = (byte)(left | Further);
            left >>= BitsPerByte;
        }
        bytes[at++] = (byte)left;
        return at;
    }
}
