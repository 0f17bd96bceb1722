using Quiver.Apoc.Statements;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Apoc.Queries;

/// <summary>
/// Procedures that are queries: their arguments are its parameters, its columns theirs. A line says what a procedure takes and gives:
/// <c>name(first TYPE, second TYPE = default) YIELD column TYPE, other TYPE: What it does.</c> Nothing is yielded without <c>YIELD</c>. Defaults are whole numbers, true and false,
/// texts in single quotation marks, <c>[]</c> and <c>{}</c>.
/// </summary>
internal static class QueryProcedure
{
    private static readonly Dictionary<string, ProcedureType> s_types = new ProcedureType[]
    {
        ProcedureType.Any,
        ProcedureType.Boolean,
        ProcedureType.Integer,
        ProcedureType.Float,
        ProcedureType.Number,
        ProcedureType.String,
        ProcedureType.Map,
        ProcedureType.Node,
        ProcedureType.Relationship,
        ProcedureType.Path,
        ProcedureType.ListOf(ProcedureType.Any),
        ProcedureType.ListOf(ProcedureType.Map),
        ProcedureType.ListOf(ProcedureType.Node),
        ProcedureType.ListOf(ProcedureType.Path),
        ProcedureType.ListOf(ProcedureType.Relationship),
        ProcedureType.ListOf(ProcedureType.String),
    }.ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>A procedure that reads.</summary>
    public static Procedure Reading(string line, string query)
    {
        var signature = SignatureOf(line);
        return new(signature, call => Rows(call, signature, query));
    }

    /// <summary>A procedure that changes the graph in the transaction of its caller.</summary>
    public static Procedure Changing(string line, string query) =>
        Changing(SignatureOf(line), _ => query);

    /// <summary>A procedure that changes the graph by a query that its arguments determine.</summary>
    public static Procedure Changing(
        ProcedureSignature taken,
        Func<IReadOnlyList<Value>, string> query
    )
    {
        var signature = taken with { Mode = ProcedureMode.Write, ChangesGraph = true };
        return new(signature, call => ChangedRows(call, signature, query(call.Arguments)));
    }

    /// <summary>A signature out of its line.</summary>
    public static ProcedureSignature SignatureOf(string line)
    {
        int open = line.IndexOf('(', StringComparison.Ordinal);
        int close = line.IndexOf(')', StringComparison.Ordinal);
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        const string Yield = " YIELD ";
        string yielded = line[(close + 1)..colon];
        return new ProcedureSignature(
            line[..open],
            [.. Parts(line[(open + 1)..close]).Select(ParameterOf)],
            yielded.Length == 0 ? [] : [.. Parts(yielded[Yield.Length..]).Select(ColumnOf)],
            line[(colon + 2)..]
        );
    }

    // A name is one word.
    private static string NameOf(ProcedureType type) =>
        type == ProcedureType.Number ? "NUMBER" : type.Name;

    private static string[] Parts(string text) =>
        text.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static ProcedureParameter ParameterOf(string text)
    {
        string[] parts = text.Split(' ', 4);
        return new ProcedureParameter(
            parts[0],
            s_types[parts[1]],
            "",
            parts.Length == 4 ? DefaultOf(parts[3]) : null
        );
    }

    private static ProcedureColumn ColumnOf(string text)
    {
        string[] parts = text.Split(' ');
        return new ProcedureColumn(parts[0], s_types[parts[1]], "");
    }

    private static Value DefaultOf(string text) =>
        text switch
        {
            "[]" => Value.List(ListValue.Empty),
            "{}" => Value.Map(MapValue.Empty),
            "true" => Value.True,
            "false" => Value.False,
            "null" => Value.Null,
            ['\'', .. var inner, '\''] => Value.String(inner),
            _ => Value.Integer(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        };

    private static MapValue ParametersOf(
        ProcedureSignature signature,
        IReadOnlyList<Value> arguments
    ) =>
        new(
            signature.Parameters.Select(
                (parameter, i) => KeyValuePair.Create(parameter.Name, arguments[i])
            )
        );

    private static IEnumerable<Value[]> Rows(
        ProcedureInvocation call,
        ProcedureSignature signature,
        string query
    )
    {
        using var cursor = InnerStatement
            .QueriesOf(call)
            .Run(query, ParametersOf(signature, call.Arguments), call.Snapshot, call.Cancellation);
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                yield return RowOf(batch, row);
            }
        }
    }

    private static IEnumerable<Value[]> ChangedRows(
        ProcedureInvocation call,
        ProcedureSignature signature,
        string query
    )
    {
        var batches = new List<Batch>();
        (call.Changes ?? throw ApocErrors.NoQueries()).Run(
            query,
            ParametersOf(signature, call.Arguments),
            batches
        );
        if (signature.Columns.Count == 0)
        {
            yield break;
        }
        foreach (var batch in batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                yield return RowOf(batch, row);
            }
        }
    }

    private static Value[] RowOf(Batch batch, int row)
    {
        var values = new Value[batch.Columns.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = batch.Columns[i][row];
        }
        return values;
    }
}
