using Quiver.Cypher.Planning.Procedures;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>A procedure: what it takes and gives, and what it does.</summary>
/// <param name="Signature">What it takes and gives.</param>
/// <param name="Body">What it does.</param>
public sealed record Procedure(ProcedureSignature Signature, ProcedureBody Body);
