using Quiver.Foundation;

namespace Quiver.Engine.Tests;

/// <summary>A clock that stands still until a test moves it. Thread safe.</summary>
internal sealed class ManualClock : IClock
{
    private long _nanoseconds;

    public DateTimeOffset UtcNow =>
        DateTimeOffset.UnixEpoch.AddTicks(MonotonicNanoseconds / TimeSpan.NanosecondsPerTick);

    public long MonotonicNanoseconds => Interlocked.Read(ref _nanoseconds);

    public void Advance(TimeSpan time) =>
        Interlocked.Add(ref _nanoseconds, time.Ticks * TimeSpan.NanosecondsPerTick);
}
