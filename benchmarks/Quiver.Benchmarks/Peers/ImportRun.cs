using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Peers;

/// <summary>One load that was measured.</summary>
/// <param name="Usage">What the process used.</param>
/// <param name="DiskBytes">The bytes of what it left.</param>
/// <param name="OtherCores">The cores that other processes kept busy meanwhile.</param>
internal readonly record struct ImportRun(ProcessUsage Usage, long DiskBytes, double OtherCores);
