using Quiver.Model.Values;
using Quiver.Storage;

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
}
