namespace Quiver.Import.Pipeline;

/// <summary>A cell in its file, with what it is looked up for.</summary>
/// <param name="context">What the cell's meaning depends on besides.</param>
/// <param name="raw">Its bytes as they stand in the file.</param>
internal readonly ref struct CellBytes(int context, ReadOnlySpan<byte> raw)
{
    /// <summary>What the cell's meaning depends on besides.</summary>
    public int Context { get; } = context;

    /// <summary>Its bytes as they stand in the file.</summary>
    public ReadOnlySpan<byte> Raw { get; } = raw;
}
