using Quiver.Apoc.Queries;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>apoc.util.sleep: waits, until the query is cancelled at the latest.</summary>
internal static class Pause
{
    /// <summary>The procedure.</summary>
    public static Procedure Procedure { get; } =
        new(
            QueryProcedure.SignatureOf(
                "apoc.util.sleep(duration INTEGER): Waits so many milliseconds."
            ) with
            {
                HasEffects = true,
            },
            Run
        );

    private static IEnumerable<Value[]> Run(ProcedureInvocation call)
    {
        if (!call.Arguments[0].IsNull && call.Arguments[0].AsInteger() > 0)
        {
            call.Cancellation.WaitHandle.WaitOne(
                TimeSpan.FromMilliseconds(Math.Min(call.Arguments[0].AsInteger(), int.MaxValue))
            );
            call.Cancellation.ThrowIfCancellationRequested();
        }
        return [];
    }
}
