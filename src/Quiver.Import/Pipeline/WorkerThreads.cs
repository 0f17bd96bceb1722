namespace Quiver.Import.Pipeline;

/// <summary>Runs the same loop on several threads of their own and waits for all of them.</summary>
internal static class WorkerThreads
{
    /// <summary>Runs the loop; each call gets its number. The loop must not throw: it notes its faults.</summary>
    public static void Run(int count, FaultLog faults, Action<int> loop)
    {
        var threads = new Thread[count - 1];
        for (int i = 0; i < threads.Length; i++)
        {
            int number = i + 1;
            threads[i] = new Thread(() => RunOne(number, faults, loop))
            {
                IsBackground = true,
                Name = $"import {number}",
            };
            threads[i].Start();
        }
        RunOne(0, faults, loop);
        foreach (var thread in threads)
        {
            thread.Join();
        }
        faults.ThrowIfAny();
    }

    private static void RunOne(int number, FaultLog faults, Action<int> loop)
    {
        try
        {
            loop(number);
        }
        catch (Exception fault)
        {
            // Goes on in the thread that started the phase, once all have stopped.
            faults.Record(long.MaxValue, fault);
        }
    }
}
