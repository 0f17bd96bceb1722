using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Relationship ends from one piece of work, grouped by adjacency block, with what else belongs to each: a word, and property columns. Reused by its builder once
/// a <see cref="RunStore"/> has it.
/// </summary>
/// <remarks>
/// <code>
/// keys    one word a row: row of the near node in its segment (16 bits) | far node (48 bits)
/// extras  one 32-bit number a row, or none
/// columns property columns in the same row order, or none
/// </code>
/// Unsafe: raw arrays sized by the row count.
/// </remarks>
internal sealed unsafe class Run(bool hasExtras) : IDisposable
{
    /// <summary>Bits of a far node's id in a key.</summary>
    public const int NodeBits = 48;

    /// <summary>The far node's bits of a key.</summary>
    public const long NodeMask = (1L << NodeBits) - 1;

    private readonly ScratchMemory _keys = new();
    private readonly ScratchMemory _extras = new();

    /// <summary>Its place among all runs: rows of equal ends keep this order.</summary>
    public long Sequence { get; private set; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; private set; }

    /// <summary>Whether each row has an extra number.</summary>
    public bool HasExtras => hasExtras;

    /// <summary>One a row.</summary>
    public long* Keys => _keys.As<long>();

    /// <summary>One a row.</summary>
    public uint* Extras => _extras.As<uint>();

    /// <summary>The property columns, to be filled by the caller of the builder.</summary>
    public RowChunk Columns { get; } = new();

    /// <summary>The blocks that occur, each with its first row, in row order.</summary>
    public List<(BlockKey Block, int From)> Blocks { get; } = [];

    /// <summary>Empties it and makes room for rows.</summary>
    public void Begin(long sequence, int rowCount)
    {
        Sequence = sequence;
        RowCount = rowCount;
        Blocks.Clear();
        Columns.Clear();
        Columns.RowCount = rowCount;
        _keys.Reserve<long>(rowCount);
        if (hasExtras)
        {
            _extras.Reserve<uint>(rowCount);
        }
    }

    public void Dispose()
    {
        _keys.Dispose();
        _extras.Dispose();
        Columns.Dispose();
    }
}
