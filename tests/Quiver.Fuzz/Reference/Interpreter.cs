using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>
/// What queries mean, written to be read: clauses one by one as they stand in the text, rows as dictionaries, patterns by trying everything. It shares only the
/// parser with the engine.
/// </summary>
/// <param name="graph">The graph; queries that update change it.</param>
/// <param name="order">
/// In which order things come whose order the language leaves open: 0 as they are, 1 backwards, others at random. A query whose answer depends on it has no one answer.
/// </param>
/// <param name="parameters">The values of the query's parameters.</param>
internal sealed class Interpreter(PlainGraph graph, int order, MapValue parameters)
{
    private const int MaxSteps = 400_000;
    private const int MaxRows = 20_000;

    private readonly Random? _random = order < 2 ? null : new Random(order);
    private int _steps;

    public PlainGraph Graph { get; } = graph;

    public MapValue Parameters { get; } = parameters;

    /// <summary>Runs a statement.</summary>
    public ReferenceResult Run(Statement statement)
    {
        var result = Query(statement.Query, Row.Empty, Row.Empty).ToResult();
        bool dangles = Graph.Relationships.Values.Any(r =>
            !Graph.Nodes.ContainsKey(r.Start) || !Graph.Nodes.ContainsKey(r.End)
        );
        return dangles ? throw new ReferenceException("a node with relationships") : result;
    }

    /// <summary>Things whose order is open, in some order.</summary>
    public IReadOnlyList<T> Shuffled<T>(IEnumerable<T> things)
    {
        T[] all = [.. things];
        _random?.Shuffle(all);
        return all;
    }

    /// <summary>Counts a step and gives up after too many.</summary>
    public void Step()
    {
        if (++_steps > MaxSteps)
        {
            throw new UndecidedException("too many steps");
        }
    }

    public Value Evaluate(Expression expression, Row row) =>
        new Evaluator(this, row, null).Evaluate(expression);

    public bool IsTrue(Expression expression, Row row) =>
        new Evaluator(this, row, null).Truth(expression) == true;

    /// <summary>The properties of a node, relationship or map.</summary>
    public IReadOnlyDictionary<string, Value> PropertiesOf(Value value) =>
        value.Kind switch
        {
            ValueKind.Node when Graph.Nodes.TryGetValue(value.Bits, out var node) =>
                node.Properties,
            ValueKind.Relationship when Graph.Relationships.TryGetValue(value.Bits, out var r) =>
                r.Properties,
            ValueKind.Map => value.AsMap(),
            ValueKind.Node or ValueKind.Relationship => throw new UndecidedException("deleted"),
            _ => throw new ReferenceException($"properties of {value.Kind}"),
        };

    /// <summary>Runs a query for one row.</summary>
    /// <param name="query">The query.</param>
    /// <param name="row">What its first clause starts from.</param>
    /// <param name="constants">The variables around a subquery, which all of its clauses see.</param>
    public QueryRows Query(Query query, Row row, Row constants)
    {
        if (query is SingleQuery single)
        {
            return Single(single, row, constants);
        }
        var union = (UnionQuery)query;
        var parts = union.Parts.Select(part => Single(part, row, constants)).ToList();
        string[] columns = parts[0].Columns;
        var rows = parts.SelectMany(part => part.Rows);
        return new(columns, union.All ? [.. rows] : Projection.Distinct([.. rows], columns), null);
    }

    private QueryRows Single(SingleQuery query, Row row, Row constants)
    {
        var rows = new QueryRows([], [row], null);
        foreach (var clause in query.Clauses)
        {
            rows = Clause(clause, rows, constants);
            if (rows.Rows.Count > MaxRows)
            {
                throw new UndecidedException("too many rows");
            }
        }
        return query.Clauses[^1] is ReturnClause ? rows : new([], rows.Rows, null);
    }

    private QueryRows Clause(Clause clause, QueryRows rows, Row constants)
    {
        switch (clause)
        {
            case WithClause with:
                return new Projection(this, constants).Project(
                    with.Projection,
                    rows.Rows,
                    with.Where
                );
            case ReturnClause result:
                return new Projection(this, constants).Project(result.Projection, rows.Rows, null);
            case FinishClause:
                return new([], [], null);
            default:
                return rows with { Rows = Rows(clause, rows.Rows) };
        }
    }

    private List<Row> Rows(Clause clause, List<Row> rows) =>
        clause switch
        {
            MatchClause match => Reordered(rows.SelectMany(row => Match(match, row))),
            UnwindClause unwind => [.. rows.SelectMany(row => Unwind(unwind, row))],
            SubqueryCallClause call => [.. rows.SelectMany(row => Call(call, row))],
            UpdatingClause update => new Updates(this).Apply(update, rows),
            _ => throw new UndecidedException(clause.GetType().Name),
        };

    private List<Row> Reordered(IEnumerable<Row> rows) =>
        order == 1 ? [.. rows.Reverse()] : [.. Shuffled(rows)];

    private List<Row> Match(MatchClause match, Row row)
    {
        var found = new Matcher(this)
        {
            IsRepeatable = match.Mode == MatchMode.RepeatableElements,
            Condition = match.Patterns.Length == 1 ? match.Where : null,
        }
            .Match(match.Patterns, row)
            .Where(r => match.Where is null || IsTrue(match.Where, r))
            .Take(MaxRows + 1)
            .ToList();
        return match.Optional && found.Count == 0
            ? [VariablesOf(match).Aggregate(row, WithNull)]
            : found;
    }

    private static Row WithNull(Row row, string name) =>
        row.Has(name) ? row : row.With(name, Value.Null);

    private static IEnumerable<string> VariablesOf(MatchClause match) =>
        match.Patterns.SelectMany(VariablesOf);

    private static IEnumerable<string> VariablesOf(PatternPart part) =>
        part
            .Steps.SelectMany(s =>
                new[] { s.Relationship.Variable?.Name, s.Node.Variable?.Name }.Concat(
                    s.Quantified is { } q ? VariablesOf(q.Pattern) : []
                )
            )
            .Prepend(part.First.Variable?.Name)
            .Prepend(part.PathVariable?.Name)
            .OfType<string>();

    private IEnumerable<Row> Unwind(UnwindClause unwind, Row row)
    {
        var list = Evaluate(unwind.List, row);
        IEnumerable<Value> elements =
            list.IsNull ? []
            : list.Kind == ValueKind.List ? list.AsList()
            : [list];
        return elements.Select(element => row.With(unwind.Variable.Name, element));
    }

    private IEnumerable<Row> Call(SubqueryCallClause call, Row row)
    {
        if (call.Transactions is not null)
        {
            throw new UndecidedException("CALL IN TRANSACTIONS");
        }
        var imports = call.ImportsAll
            ? row
            : call.Imports.Aggregate(Row.Empty, (all, v) => all.With(v.Name, row[v.Name]));
        // Without a scope clause a WITH at the start takes what it names from the row.
        var result = call.HasScope
            ? Query(call.Query, imports, imports)
            : Query(call.Query, StartsWithImport(call.Query) ? row : Row.Empty, Row.Empty);
        if (!call.HasColumns)
        {
            return [row];
        }
        if (result.Rows.Count == 0 && call.Optional)
        {
            return [result.Columns.Aggregate(row, WithNull)];
        }
        return result.Rows.Select(inner =>
            result.Columns.Aggregate(row, (all, name) => all.With(name, inner[name]))
        );
    }

    private static bool StartsWithImport(Query query) =>
        query switch
        {
            SingleQuery single => single.Clauses[0] is WithClause,
            UnionQuery union => union.Parts.All(StartsWithImport),
            _ => false,
        };
}
