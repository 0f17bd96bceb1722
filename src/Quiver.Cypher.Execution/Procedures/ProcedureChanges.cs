using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Runs queries that change the graph in the transaction of the query that calls a procedure.</summary>
public sealed class ProcedureChanges
{
    private readonly QueryContext _context;
    private readonly IProcedureQueries _queries;

    internal ProcedureChanges(QueryContext context, IProcedureQueries queries) =>
        (_context, _queries) = (context, queries);

    /// <summary>Runs a query to its end: whoever reads from now on sees its changes, which count as the caller's.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="rows">Gets its rows.</param>
    /// <returns>Its columns.</returns>
    /// <exception cref="Model.Status.CypherException">It is wrong, or failed: then so does the caller.</exception>
    public IReadOnlyList<string> Run(string query, MapValue parameters, List<Batch> rows)
    {
        var writer = _context.RequireWriter();
        using var snapshot = writer.Read();
        using var cursor = _queries.RunChanges(
            query,
            parameters,
            snapshot,
            writer.Transaction,
            _context.Cancellation
        );
        while (cursor.Next() is { } batch)
        {
            _context.Memory.Charge(ValueMemory.Of(batch));
            rows.Add(batch);
        }
        writer.Count(cursor.Counters);
        _context.Publish();
        return cursor.Columns;
    }
}
