namespace Quiver.Import.Pipeline;

/// <summary>A segment whose rows are all there.</summary>
/// <param name="Index">Which segment.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="UsedRows">Those of them that are taken, from the first on: the others have been left out because a new segment was to begin.</param>
/// <param name="Pieces">Where they are, in order.</param>
internal sealed record SegmentWork(int Index, int RowCount, int UsedRows, List<RowPiece> Pieces);
