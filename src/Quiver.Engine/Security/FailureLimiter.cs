using Quiver.Foundation;

namespace Quiver.Engine.Security;

/// <summary>
/// Slows down guessing: after some failures in a row a user's name is refused for a while, whether the password is right or not.
/// </summary>
/// <remarks>Thread safe. Names share a fixed number of slots, so that inventing names neither fills memory nor makes a lock forgotten.</remarks>
internal sealed class FailureLimiter(IClock clock)
{
    /// <summary>Failures in a row after which a name is locked.</summary>
    internal const int MaxFailures = 3;

    private const int SlotCount = 1_024;
    private const long LockNanoseconds = 5_000_000_000;

    private readonly Slot[] _slots = new Slot[SlotCount];

    /// <summary>Whether the name is locked now.</summary>
    public bool IsLocked(string name)
    {
        lock (_slots)
        {
            ref var slot = ref SlotOf(name);
            return slot.Failures >= MaxFailures
                && clock.MonotonicNanoseconds - slot.LastFailureNanoseconds < LockNanoseconds;
        }
    }

    /// <summary>Notes a wrong password.</summary>
    public void NoteFailure(string name)
    {
        lock (_slots)
        {
            ref var slot = ref SlotOf(name);
            slot.Failures = Math.Min(slot.Failures + 1, MaxFailures);
            slot.LastFailureNanoseconds = clock.MonotonicNanoseconds;
        }
    }

    /// <summary>Notes a right password: the failures are forgotten.</summary>
    public void NoteSuccess(string name)
    {
        lock (_slots)
        {
            SlotOf(name) = default;
        }
    }

    // The process's random hash seed keeps others from choosing names that share a slot.
    private ref Slot SlotOf(string name) =>
        ref _slots[(uint)string.GetHashCode(name, StringComparison.Ordinal) % SlotCount];

    private struct Slot
    {
        public int Failures;
        public long LastFailureNanoseconds;
    }
}
