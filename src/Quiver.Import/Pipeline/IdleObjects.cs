using System.Diagnostics.CodeAnalysis;

namespace Quiver.Import.Pipeline;

/// <summary>Objects that nobody uses now, for whoever needs one next. Thread safe.</summary>
/// <remarks>Holds what is given back: as many as were used at once at most. Starting up a <c>ConcurrentBag</c> took several milliseconds of a short import.</remarks>
internal sealed class IdleObjects<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Stack<T> _objects = new();

    /// <summary>Takes one, if there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out T? taken)
    {
        lock (_lock)
        {
            return _objects.TryPop(out taken);
        }
    }

    /// <summary>Gives one back.</summary>
    public void Add(T idle)
    {
        lock (_lock)
        {
            _objects.Push(idle);
        }
    }
}
