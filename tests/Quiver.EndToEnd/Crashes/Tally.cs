namespace Quiver.EndToEnd.Crashes;

/// <summary>A number that many clients add one to: how far it must be, and how far it may be.</summary>
internal sealed class Tally
{
    private long _acknowledged;
    private long _unknown;

    /// <summary>Counts an addition whose answer has come.</summary>
    public void Acknowledge() => Interlocked.Increment(ref _acknowledged);

    /// <summary>Counts an addition whose answer never came.</summary>
    public void Doubt() => Interlocked.Increment(ref _unknown);

    /// <summary>Compares with what was found, which counts from now on.</summary>
    public void Check(long found, string what)
    {
        Assert.True(
            found >= _acknowledged && found <= _acknowledged + _unknown,
            $"{what}: {found} found, {_acknowledged} acknowledged, {_unknown} unknown"
        );
        _acknowledged = found;
        _unknown = 0;
    }
}
