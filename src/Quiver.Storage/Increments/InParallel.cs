using System.Runtime.ExceptionServices;

namespace Quiver.Storage.Increments;

/// <summary>Runs parts of a merge on several threads, and throws what the first of them that fails throws.</summary>
/// <remarks>With threads of its own: to load and compile the framework's loop took a short merge longer than many of its parts.</remarks>
internal static class InParallel
{
    /// <summary>Runs two actions.</summary>
    public static void Run(Action one, Action other) =>
        For(2, i => (i == 0 ? one : other).Invoke());

    /// <summary>Runs an action for each number below a count: a thread that is through with one takes the next.</summary>
    public static void For(int count, Action<int> action)
    {
        int next = -1;
        Exception? failure = null;
        var threads = new Thread[Math.Max(0, Math.Min(count, Environment.ProcessorCount) - 1)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true };
            threads[i].Start();
        }
        Work();
        foreach (var thread in threads)
        {
            thread.Join();
        }
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Work()
        {
            while (Volatile.Read(ref failure) is null)
            {
                int number = Interlocked.Increment(ref next);
                if (number >= count)
                {
                    return;
                }
                try
                {
                    action(number);
                }
                catch (Exception error)
                {
                    // Whoever called is told.
                    Interlocked.CompareExchange(ref failure, error, null);
                }
            }
        }
    }
}
