using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Tells how an operator that changes the graph may take its rows.</summary>
internal static class UpdateAnalysis
{
    /// <summary>Whether a plan that changes the graph has made all its changes before it gives its first row.</summary>
    public static bool IsSettled(PlanNode plan) =>
        plan switch
        {
            Eager or IUpdatingNode or ProcedureCall { Procedure.ChangesGraph: true } => true,
            ApplyNode apply => IsSettled(apply.Left) && !Changes(apply.Right),
            ProcedureCall { Procedure: { HasEffects: true } or { RunsTransactions: true } } =>
                false,
            _ => plan.Children.All(IsSettled),
        };

    private static bool Changes(PlanNode plan) =>
        plan.Writes || plan.RunsTransactions || plan.HasEffects;
}
