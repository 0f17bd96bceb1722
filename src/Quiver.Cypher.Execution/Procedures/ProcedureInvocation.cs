using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>One call of a procedure: what it works on.</summary>
public sealed class ProcedureInvocation
{
    /// <summary>A value for each of the procedure's parameters.</summary>
    public required IReadOnlyList<Value> Arguments { get; init; }

    /// <summary>The graph as the query sees it.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Whose query it is; null where nobody's session is behind it.</summary>
    public required IProcedureCaller? Caller { get; init; }

    /// <summary>Makes nodes and relationships that are in no graph.</summary>
    public required VirtualEntities VirtualEntities { get; init; }

    /// <summary>Whether the client or a time-out ended the query.</summary>
    public required CancellationToken Cancellation { get; init; }
}
