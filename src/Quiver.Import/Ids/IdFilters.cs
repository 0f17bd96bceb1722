using System.Numerics;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Ids;

/// <summary>
/// Says of most ids that are not on disk that they are not, without reading: blocked Bloom filters, of which one suffices when the number of ids was guessed well.
/// Not thread safe.
/// </summary>
/// <remarks>
/// An id sets six bits in one block of 512 bits, a cache line (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007). Unsafe: block numbers are
/// below the filter's own count.
/// </remarks>
/// <param name="bitsPerId">How large they are.</param>
internal sealed unsafe class IdFilters(int bitsPerId) : IDisposable
{
    private const int BlockBytes = 64;
    private const int BitsPerBlock = BlockBytes * 8;
    private const int Probes = 6;
    private const int ProbeBits = 9;
    private const ulong Remix = 0x9E3779B97F4A7C15;

    private readonly List<ZeroedMemory> _filters = [];
    private long _room;

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>Bytes that a filter for so many ids takes.</summary>
    public static long BytesFor(long count, int bitsPerId) =>
        ((count * bitsPerId / BitsPerBlock) + 1) * BlockBytes;

    /// <summary>Makes room for ids: those that come now, and where it must grow, those expected in all.</summary>
    public void Reserve(long count, long expected)
    {
        if (count > _room)
        {
            long capacity = Math.Max(count, expected);
            var filter = new ZeroedMemory(BytesFor(capacity, bitsPerId));
            _filters.Add(filter);
            MemoryBytes += filter.Length;
            _room = capacity;
        }
    }

    /// <summary>Enters a hash; there must be room.</summary>
    public void Add(ulong hash)
    {
        _room--;
        ulong* block = Block(_filters[^1], hash);
        ulong bits = hash * Remix;
        for (int i = 0; i < Probes; i++, bits = BitOperations.RotateRight(bits, ProbeBits))
        {
            block[(bits >> 6) & 7] |= 1ul << (int)(bits & 63);
        }
    }

    /// <summary>Whether a hash may have been entered; false is certain.</summary>
    public bool MayHold(ulong hash)
    {
        foreach (var filter in _filters)
        {
            if (HasAllBits(Block(filter, hash), hash))
            {
                return true;
            }
        }
        return false;
    }

    public void Dispose()
    {
        foreach (var filter in _filters)
        {
            filter.Dispose();
        }
        _filters.Clear();
        MemoryBytes = 0;
    }

    private static bool HasAllBits(ulong* block, ulong hash)
    {
        ulong bits = hash * Remix;
        for (int i = 0; i < Probes; i++, bits = BitOperations.RotateRight(bits, ProbeBits))
        {
            if ((block[(bits >> 6) & 7] >> (int)(bits & 63) & 1) == 0)
            {
                return false;
            }
        }
        return true;
    }

    private static ulong* Block(ZeroedMemory filter, ulong hash)
    {
        ulong number = Math.BigMul(hash, (ulong)(filter.Length / BlockBytes), out _);
        return (ulong*)filter.Pointer + (number * (BlockBytes / sizeof(ulong)));
    }
}
