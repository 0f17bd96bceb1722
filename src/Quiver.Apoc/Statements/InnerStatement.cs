using System.Globalization;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>Statements that callers pass as text, put together to queries whose changes are made in transactions of their own.</summary>
/// <remarks>A statement stands on lines of its own: so a comment at its end ends with it. Names that begin with a blank are none of its.</remarks>
internal static class InnerStatement
{
    /// <summary>The columns of <see cref="OfEachRow"/> and <see cref="OfBatch"/>: the transaction of a row, whether it was committed, and if not, why.</summary>
    public const int TransactionColumn = 0;
    public const int CommittedColumn = 1;
    public const int ErrorColumn = 2;

    /// <summary>The column of <see cref="InTransaction"/> that is not the statement's.</summary>
    public const string RowColumn = " row";

    private const string StatusColumns =
        "RETURN ` status`.transactionId AS ` transaction`, ` status`.committed AS ` committed`, ` status`.errorMessage AS ` error`";

    /// <summary>A statement as it was passed, without the semicolon that may end it.</summary>
    public static string Clean(in Value statement) =>
        statement.IsNull ? "" : statement.AsString().AsSpan().TrimEnd("; \t\r\n").ToString();

    /// <summary>A statement whose parameters are variables of it, too, as statements that are passed to APOC have them.</summary>
    public static string WithVariables(string statement, MapValue parameters) =>
        statement.Length == 0
        || parameters.Count == 0
        || statement.StartsWith("CYPHER ", StringComparison.OrdinalIgnoreCase)
            ? statement
            : $"WITH {string.Join(", ", parameters.Keys.Select(static k => $"${Quote(k)} AS {Quote(k)}"))}\n{statement}";

    /// <summary>The parameter that holds the rows of a transaction, as maps.</summary>
    public const string BatchParameter = "_batch";

    /// <summary>A query that runs an action in one transaction, in one pass over the rows of <see cref="BatchParameter"/>, and tells whether it was committed.</summary>
    /// <param name="columns">The columns of the rows, which are the action's variables; null where the action takes the parameter itself.</param>
    /// <param name="action">What is run.</param>
    public static string OfBatch(IReadOnlyList<string>? columns, string action)
    {
        string restored =
            columns is null ? ""
            : columns.Count == 0 ? $"UNWIND ${BatchParameter} AS ` batch` WITH 0 AS ` none`"
            : $"UNWIND ${BatchParameter} AS ` batch` WITH "
                + string.Join(
                    ", ",
                    columns.Select(static c => $"` batch`.{Quote(c)} AS {Quote(c)}")
                );
        // What the action returns is counted away: there is one row to tell of.
        return $$"""
            UNWIND [0] AS {{Quote(RowColumn)}} CALL () { CALL () { {{restored}}
            {{action}}
            } RETURN count(*) AS ` count` } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE REPORT STATUS AS ` status`
            {{StatusColumns}}
            """;
    }

    /// <summary>A query that runs an action for each row of another, some rows to a transaction, and goes on where one fails.</summary>
    /// <param name="rows">What gives the rows.</param>
    /// <param name="columns">Its columns, which are the action's variables.</param>
    /// <param name="action">What is run for each.</param>
    /// <param name="batchSize">The rows of a transaction.</param>
    public static string OfEachRow(
        string rows,
        IReadOnlyList<string> columns,
        string action,
        int batchSize
    )
    {
        var numbers = Enumerable.Range(0, columns.Count);
        string inner = string.Join(", ", numbers.Select(static i => Outer(i)));
        string renamed = string.Join(
            ", ",
            numbers.Select(i => $"{Quote(columns[i])} AS {Outer(i)}")
        );
        string restored = string.Join(
            ", ",
            numbers.Select(i => $"{Outer(i)} AS {Quote(columns[i])}")
        );
        // What the action returns is counted away: each row of the first query is one row of the whole.
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            CALL () {
            {{rows}}
            } WITH {{renamed}} CALL ({{inner}}) { CALL ({{inner}}) { WITH {{restored}}
            {{action}}
            } RETURN count(*) AS ` count` } IN TRANSACTIONS OF {{batchSize}} ROWS ON ERROR CONTINUE REPORT STATUS AS ` status`
            {{StatusColumns}}
            """
        );
    }

    /// <summary>A query that runs a statement once, in a transaction of its own.</summary>
    public static string InTransaction(string statement) =>
        $$"""
            UNWIND [0] AS {{Quote(RowColumn)}} CALL () {
            {{statement}}
            } IN TRANSACTIONS OF 1 ROW RETURN *
            """;

    /// <summary>What runs statements for a call.</summary>
    public static IProcedureQueries QueriesOf(ProcedureInvocation call) =>
        call.Queries ?? throw ApocErrors.NoQueries();

    private static string Outer(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"` {column}`");

    private static string Quote(string name) =>
        $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
