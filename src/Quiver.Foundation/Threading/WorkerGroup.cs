namespace Quiver.Foundation.Threading;

/// <summary>
/// Threads that serve many clients in turn. What one of them began and had to wait for goes on with one of them: the thread that ends the waiting
/// hands it over, instead of waking a thread of the pool for each.
/// </summary>
/// <remarks>Thread safe.</remarks>
public abstract class WorkerGroup
{
    [ThreadStatic]
    private static WorkerGroup? s_current;

    /// <summary>The group that the calling thread belongs to; null for all other threads.</summary>
    public static WorkerGroup? Current
    {
        get => s_current;
        protected set => s_current = value;
    }

    /// <summary>Lets a thread of the group do something soon. Cheap; never runs it here.</summary>
    /// <param name="work">What to do; it must not throw.</param>
    public abstract void Post(IThreadPoolWorkItem work);
}
