namespace Quiver.Import.Pipeline;

/// <summary>A segment whose rows are all there.</summary>
/// <param name="Index">Which segment.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="Pieces">Where they are, in order.</param>
internal sealed record SegmentWork(int Index, int RowCount, List<RowPiece> Pieces);
