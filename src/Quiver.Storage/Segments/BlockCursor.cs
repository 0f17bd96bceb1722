using System.Runtime.CompilerServices;

namespace Quiver.Storage.Segments;

/// <summary>Takes a block apart from its start; whatever would reach past its end is corruption.</summary>
/// <remarks>Unsafe: hands out pointers into the block, each checked to have the bytes that were asked for.</remarks>
internal unsafe ref struct BlockCursor(byte* block, long length, BlockOrigin origin)
{
    private long _position;

    /// <summary>Where the block came from.</summary>
    public readonly BlockOrigin Origin => origin;

    /// <summary>The next bytes, which are skipped.</summary>
    public byte* Take(long bytes)
    {
        if (bytes < 0 || bytes > length - _position)
        {
            BlockErrors.ThrowContent(origin, $"at most {length - _position} more bytes", bytes);
        }
        byte* result = block + _position;
        _position += bytes;
        return result;
    }

    /// <summary>The next value, which is skipped.</summary>
    public T Read<T>()
        where T : unmanaged => Unsafe.ReadUnaligned<T>(Take(sizeof(T)));

    /// <summary>A count or length, which must lie between two bounds.</summary>
    public int ReadCount(int min, int max, string what)
    {
        int count = Read<int>();
        if (count < min || count > max)
        {
            BlockErrors.ThrowContent(origin, $"{what} from {min} to {max}", count);
        }
        return count;
    }

    /// <summary>A count of entries that take so many bytes each, all of which must still be there.</summary>
    public int ReadEntryCount(int entryBytes, string what)
    {
        long most = (length - _position) / entryBytes;
        return ReadCount(0, (int)Math.Min(most, int.MaxValue), what);
    }

    /// <summary>The block's first byte.</summary>
    public void Expect(BlockKind kind)
    {
        byte found = Read<byte>();
        if (found != (byte)kind)
        {
            BlockErrors.ThrowContent(origin, $"a block of kind {kind}", found);
        }
    }
}
