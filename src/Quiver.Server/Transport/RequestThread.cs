namespace Quiver.Server.Transport;

/// <summary>What is known of one of the threads that work on requests.</summary>
/// <remarks>The thread itself says when it begins and ends; one other looks now and then.</remarks>
internal sealed class RequestThread
{
    // Odd while it works.
    private long _steps;
    private long _seen;

    /// <summary>Whether it works on something.</summary>
    public bool IsBusy => (Volatile.Read(ref _steps) & 1) != 0;

    /// <summary>It begins to work on something.</summary>
    public void Begin() => Volatile.Write(ref _steps, _steps + 1);

    /// <summary>It is done with that.</summary>
    public void End() => Volatile.Write(ref _steps, _steps + 1);

    /// <summary>Whether it has been at the same thing since the last look.</summary>
    public bool IsStuck()
    {
        long steps = Volatile.Read(ref _steps);
        bool isStuck = (steps & 1) != 0 && steps == _seen;
        _seen = steps;
        return isStuck;
    }
}
