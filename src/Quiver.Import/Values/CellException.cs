namespace Quiver.Import.Values;

/// <summary>A cell does not hold what its header says. Caught where file and line are known.</summary>
/// <param name="row">The row in the block.</param>
/// <param name="reason">What is wrong with the content.</param>
internal sealed class CellException(int row, string reason) : FormatException(reason)
{
    public int Row { get; } = row;
}
