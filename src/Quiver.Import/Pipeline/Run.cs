using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Relationship ends from one piece of work, grouped by adjacency block, with what else belongs to each: a word, and property columns.
/// </summary>
/// <remarks>
/// <code>
/// keys    one word a row: row of the near node in its segment (16 bits) | far node (48 bits)
/// extras  one 32-bit number a row, or none
/// columns property columns in the same row order, or none
/// </code>
/// Lies in memory or, once spilled, in a temporary file. Unsafe: raw arrays sized by the row count.
/// </remarks>
internal sealed unsafe class Run(long sequence, int rowCount, bool hasExtras) : IDisposable
{
    /// <summary>Bits of a far node's id in a key.</summary>
    public const int NodeBits = 48;

    /// <summary>The far node's bits of a key.</summary>
    public const long NodeMask = (1L << NodeBits) - 1;

    private readonly ScratchMemory _keys = new((long)rowCount * sizeof(long));
    private readonly ScratchMemory? _extras = hasExtras
        ? new ScratchMemory((long)rowCount * sizeof(uint))
        : null;

    /// <summary>Its place among all runs: rows of equal ends keep this order.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The number of rows.</summary>
    public int RowCount { get; } = rowCount;

    /// <summary>One a row.</summary>
    public long* Keys => _keys.As<long>();

    /// <summary>One a row.</summary>
    public uint* Extras => _extras!.As<uint>();

    /// <summary>The property columns; null when there are none.</summary>
    public RowChunk? Columns { get; set; }

    /// <summary>The blocks that occur, each with its first row, in row order.</summary>
    public List<(BlockKey Block, int From)> Blocks { get; } = [];

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes => _keys.Capacity + (_extras?.Capacity ?? 0) + ColumnBytes;

    private long ColumnBytes
    {
        get
        {
            long bytes = 0;
            for (int i = 0; Columns is not null && i < Columns.ColumnCount; i++)
            {
                bytes += Columns.Column(i).CapacityBytes;
            }
            return bytes;
        }
    }

    public void Dispose()
    {
        _keys.Dispose();
        _extras?.Dispose();
        Columns?.Dispose();
    }
}
