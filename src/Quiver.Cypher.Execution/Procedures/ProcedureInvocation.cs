using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

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

    /// <summary>Begins and ends transactions of the procedure's own; there for one whose signature says that it runs some.</summary>
    public IInnerTransactions? Transactions { get; init; }

    /// <summary>Runs queries over the same graph; null where nobody plans them.</summary>
    public IProcedureQueries? Queries { get; init; }

    /// <summary>Changes the graph in the transaction of the query; there for a procedure whose signature says that it does.</summary>
    public ProcedureChanges? Changes { get; init; }

    /// <summary>Tells the client something with the query's summary.</summary>
    public Action<PlanNotification> Notify { get; init; } = static _ => { };

    /// <summary>Counts that an index is searched.</summary>
    public Action<IndexDefinition> NoteRead { get; init; } = static _ => { };

    /// <summary>Whether the query is in Cypher 25, not in Cypher 5.</summary>
    public bool IsCypher25 { get; init; }

    /// <summary>Takes bytes from the query's memory budget, or gives back a negative number of them; fails the query when there are not so many.</summary>
    public Action<long> Charge { get; init; } = static _ => { };

    /// <summary>Whether the client or a time-out ended the query.</summary>
    public required CancellationToken Cancellation { get; init; }
}
