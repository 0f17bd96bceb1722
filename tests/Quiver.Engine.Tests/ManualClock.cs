using Quiver.Foundation;

namespace Quiver.Engine.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualClock : IClock
{
    private long _nanoseconds;

    public DateTimeOffset UtcNow =>
        DateTimeOffset.UnixEpoch.AddTicks(_nanoseconds / TimeSpan.NanosecondsPerTick);

    public long MonotonicNanoseconds => _nanoseconds;

    public void Advance(TimeSpan time) => _nanoseconds += time.Ticks * TimeSpan.NanosecondsPerTick;
}
