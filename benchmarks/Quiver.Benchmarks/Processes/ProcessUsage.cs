namespace Quiver.Benchmarks.Processes;

/// <summary>What a process used from its start to its end, its own children included.</summary>
/// <param name="ExitCode">How it ended; 128 and the signal's number when one ended it.</param>
/// <param name="Wall">From start to end.</param>
/// <param name="Processor">User and system time of all its threads.</param>
/// <param name="PeakBytes">The most memory that it had resident.</param>
internal readonly record struct ProcessUsage(
    int ExitCode,
    TimeSpan Wall,
    TimeSpan Processor,
    long PeakBytes
);
