using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>
/// The readers of a list of blocks, each made when it is first asked for: that is when the block's checksum is verified.
/// </summary>
/// <remarks>Safe for concurrent use: two threads may both make a reader, of which one stays.</remarks>
internal sealed class LazyBlocks<TBlock>(
    MappedStore store,
    BlockAddress[] addresses,
    BlockParser<TBlock> parse
)
    where TBlock : class
{
    private readonly TBlock?[] _readers = new TBlock?[addresses.Length];

    /// <summary>The reader of a block that exists.</summary>
    /// <exception cref="CorruptionException">Its bytes are not what was written.</exception>
    public TBlock this[int index] => Volatile.Read(ref _readers[index]) ?? Open(index);

    /// <summary>The reader of a block, or null when the address is none.</summary>
    public TBlock? Find(int index) => addresses[index].Exists ? this[index] : null;

    private TBlock Open(int index)
    {
        var source = store.Open(addresses[index]);
        var reader = parse(ref source);
        Volatile.Write(ref _readers[index], reader);
        return reader;
    }
}
