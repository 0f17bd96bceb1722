using System.Runtime.ExceptionServices;

namespace Quiver.Storage.Increments;

/// <summary>Runs parts of a merge that only compute on several threads, and throws what the first of them that fails throws.</summary>
internal static class InParallel
{
    /// <summary>Runs two actions.</summary>
    public static void Run(Action one, Action other) =>
        For(2, i => (i == 0 ? one : other).Invoke());

    /// <summary>Runs an action for each number below a count.</summary>
    public static void For(int count, Action<int> action)
    {
        try
        {
            Parallel.For(0, count, action);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
