namespace Quiver.Benchmarks.Reads;

/// <summary>What a target took, and what it answered.</summary>
/// <param name="Microseconds">The time of each run, in order.</param>
/// <param name="Checks">A number for each answer: its rows, and the sum of their last column where that holds integers. Equal answers have equal numbers.</param>
internal sealed record ReadTimes(List<double> Microseconds, List<long> Checks);
