namespace Quiver.Foundation;

/// <summary>The time, as a seam for tests.</summary>
public interface IClock
{
    /// <summary>The wall clock, UTC.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>A monotonic clock in nanoseconds from an arbitrary start.</summary>
    long MonotonicNanoseconds { get; }
}
