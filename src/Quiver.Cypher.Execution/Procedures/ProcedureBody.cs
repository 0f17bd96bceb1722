using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>What a procedure does: gives its rows, each with a value for every column. They are computed as they are taken.</summary>
/// <param name="invocation">The call.</param>
public delegate IEnumerable<Value[]> ProcedureBody(ProcedureInvocation invocation);
