namespace Quiver.Storage.Increments;

/// <summary>
/// For how long a merge holds back writers. Where their transactions follow each other without a gap and take longer than the usual pause, a moment without any would
/// never come: then the pauses grow, as long as the open transactions are young enough to be awaited.
/// </summary>
/// <param name="options">The usual pause, and the longest.</param>
internal sealed class MergePauses(MergeOptions options)
{
    private TimeSpan _next = options.LongestPause;

    /// <summary>The next pause at most.</summary>
    public TimeSpan Next => _next;

    /// <summary>A pause was not long enough.</summary>
    /// <param name="elapsed">Since the merge began.</param>
    /// <param name="oldestWriter">For how long the oldest of those had been at it that were still writing when the pause ended.</param>
    public void WasTooShort(TimeSpan elapsed, TimeSpan oldestWriter)
    {
        bool mayGrow = elapsed >= options.UsualPausesOnly && oldestWriter < options.EmergencyPause;
        _next = mayGrow
            ? TimeSpan.FromTicks(Math.Min(2 * _next.Ticks, options.EmergencyPause.Ticks))
            : options.LongestPause;
    }
}
