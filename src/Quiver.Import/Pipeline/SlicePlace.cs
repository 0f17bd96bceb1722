namespace Quiver.Import.Pipeline;

/// <summary>Where rows of an adjacency block stand: numbers only, of which there may be millions.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="From">The first row.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct SlicePlace(int Run, int From, int Count);
