namespace Quiver.Import.Pipeline;

/// <summary>The rows of a run that belong to one adjacency block.</summary>
/// <param name="Run">The run.</param>
/// <param name="From">The first row.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct RunSlice(StoredRun Run, int From, int Count);
