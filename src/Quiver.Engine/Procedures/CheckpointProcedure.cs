using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>The procedure that makes a checkpoint of the query's database now, as one does before its files are copied.</summary>
internal static class CheckpointProcedure
{
    /// <summary>The procedure.</summary>
    public static ServerProcedure Instance { get; } =
        new(
            new ProcedureSignature(
                "db.checkpoint",
                [],
                [
                    new("success", ProcedureType.Boolean, "Whether it was made."),
                    new("message", ProcedureType.String, "What was done, or stood in the way."),
                ],
                "Initiate and wait for a new check point, or wait any already on-going check point to complete."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (services, call) => [Checkpoint(services, call)]
        );

    private static Value[] Checkpoint(EngineServices services, ProcedureInvocation call)
    {
        if (call.Caller is RunningTransaction transaction)
        {
            services.Access.RequireAdmin(transaction.Principal);
        }
        var database = services.Databases.Enter(call.Caller?.DatabaseName);
        try
        {
            database.Store.CheckpointAsync(call.Cancellation).AsTask().GetAwaiter().GetResult();
            return [Value.True, Value.String("Checkpoint completed.")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [Value.False, Value.String(error.Message)];
        }
        finally
        {
            database.Leave();
        }
    }
}
