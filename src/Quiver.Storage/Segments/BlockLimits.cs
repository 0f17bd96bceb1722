namespace Quiver.Storage.Segments;

/// <summary>What bounds blocks and files.</summary>
internal static class BlockLimits
{
    /// <summary>Blocks begin at multiples of this in a store file.</summary>
    public const int BlockAlignment = 64;

    /// <summary>A store file ends before it exceeds this.</summary>
    public const long MaxFileBytes = 1L << 30;

    /// <summary>Words of all columns that share a block.</summary>
    public const int MaxSharedWords = 1 << 16;

    /// <summary>The largest block: with its file's header it fits one file.</summary>
    public const int MaxBlockBytes = (1 << 30) - 4096;
}
