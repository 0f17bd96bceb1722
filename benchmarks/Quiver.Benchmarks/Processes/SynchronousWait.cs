namespace Quiver.Benchmarks.Processes;

/// <summary>Waits on this thread: a client that measures has nothing else to do.</summary>
internal static class SynchronousWait
{
    /// <summary>A task's result.</summary>
    public static T ResultOf<T>(ValueTask<T> task) =>
        task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for a task's end.</summary>
    public static void For(ValueTask task)
    {
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
        }
        else
        {
            task.AsTask().GetAwaiter().GetResult();
        }
    }
}
