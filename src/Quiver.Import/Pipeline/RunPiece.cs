namespace Quiver.Import.Pipeline;

/// <summary>What a run has of a segment: blocks that stand one behind the other in it, their types ascending.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="Segment">The segment.</param>
/// <param name="From">The first block's place among the run's.</param>
/// <param name="To">The end of the last.</param>
internal readonly record struct RunPiece(int Run, int Segment, int From, int To);
