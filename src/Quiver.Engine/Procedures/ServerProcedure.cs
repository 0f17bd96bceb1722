using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;

namespace Quiver.Engine.Procedures;

/// <summary>A procedure that asks the engine.</summary>
/// <param name="Signature">What it takes and gives.</param>
/// <param name="Body">What it does, given the engine's services.</param>
internal sealed record ServerProcedure(
    ProcedureSignature Signature,
    Func<EngineServices, ProcedureInvocation, IEnumerable<Quiver.Model.Values.Value[]>> Body
);
