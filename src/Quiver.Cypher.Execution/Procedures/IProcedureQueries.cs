using Quiver.Cypher.Execution.Transactions;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Runs queries for procedures, such as those that export what a query gives.</summary>
public interface IProcedureQueries
{
    /// <summary>Starts a query that only reads.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="snapshot">What it reads; stays the caller's.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its rows, which the caller disposes.</returns>
    /// <exception cref="Model.Status.CypherException">The query is wrong, or does not only read.</exception>
    QueryCursor Run(
        string query,
        MapValue parameters,
        Snapshot snapshot,
        CancellationToken cancellation
    );

    /// <summary>Starts a query that may change the graph, in a transaction that is open.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="snapshot">What it reads; stays the caller's.</param>
    /// <param name="transaction">The transaction, which is not ended.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its rows, which the caller disposes.</returns>
    /// <exception cref="Model.Status.CypherException">The query is wrong, or does more than read and change the graph.</exception>
    QueryCursor RunChanges(
        string query,
        MapValue parameters,
        Snapshot snapshot,
        WriteTransaction transaction,
        CancellationToken cancellation
    );

    /// <summary>A statement as it can stand in a subquery: columns of its result that it gives no name are called by their expressions.</summary>
    /// <param name="statement">Its text.</param>
    /// <exception cref="Model.Status.CypherException">It is no statement of clauses.</exception>
    string NameColumns(string statement);

    /// <summary>Starts a query that changes the graph in transactions of its own only, by <c>CALL … IN TRANSACTIONS</c>.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="snapshot">What it reads outside of those; stays the caller's.</param>
    /// <param name="transactions">Begins and ends them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its rows, which the caller disposes.</returns>
    /// <exception cref="Model.Status.CypherException">The query is wrong, or changes the graph otherwise.</exception>
    QueryCursor RunTransactions(
        string query,
        MapValue parameters,
        Snapshot snapshot,
        IInnerTransactions transactions,
        CancellationToken cancellation
    );
}
