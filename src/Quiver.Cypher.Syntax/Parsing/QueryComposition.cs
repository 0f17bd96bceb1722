using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Says NEXT, WHEN and queries in braces in other words: with WITH, UNION ALL and CALL of a subquery, so that nobody behind the parser knows
/// them. Names made here begin with a bullet, which <see cref="HiddenName"/> knows: <c>RETURN *</c> leaves them out.
/// </summary>
internal static class QueryComposition
{
    /// <summary>Several queries with NEXT between them: each is about all rows that the one before gives.</summary>
    /// <param name="parts">The queries, at least two, each with a number that is different for each composition of a statement.</param>
    public static SingleQuery Sequence(IReadOnlyList<(Query Query, int Number)> parts)
    {
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        for (int i = 0; i < parts.Count; i++)
        {
            var (query, number) = parts[i];
            if (
                i > 0
                && query is UnionQuery union
                && ColumnsOf(parts[i - 1].Query) is { Length: > 0 } columns
            )
            {
                // Each part of the union is given all of the rows.
                var rows = new Variable(query.Extent, HiddenName.Make("rows", number));
                var row = new Variable(query.Extent, HiddenName.Make("row", number));
                clauses.Add(Collected(query.Extent, columns, rows));
                query = WithStart(union, Unwound(query.Extent, columns, rows, row));
            }
            clauses.AddRange(i == parts.Count - 1 ? AsClauses(query) : PassedOn(query));
            if (i > 0 && i < parts.Count - 1 && !GivesRows(query))
            {
                // What gives nothing is followed by one row, however many it was done for.
                clauses.Add(Counted(query.Extent, HiddenName.Make("done", number)));
            }
        }
        var extent = new SourceExtent(parts[0].Query.Position, parts[^1].Query.Extent.EndOffset);
        return new SingleQuery(extent, clauses.DrainToImmutable());
    }

    private static UnionQuery WithStart(UnionQuery union, ImmutableArray<Clause> start) =>
        union with
        {
            Parts = [.. union.Parts.Select(p => p with { Clauses = [.. start, .. p.Clauses] })],
        };

    /// <summary>Of several queries the first whose condition is true, for each row.</summary>
    /// <param name="extent">Where all of it stands.</param>
    /// <param name="branches">The queries; the condition of an ELSE is null.</param>
    /// <param name="number">Is different for each composition of a statement.</param>
    public static SingleQuery Choice(
        SourceExtent extent,
        IReadOnlyList<(Expression? Condition, Query Query)> branches,
        int number
    )
    {
        var chosen = new Variable(extent, HiddenName.Make("branch", number));
        var conditions = branches
            .Where(static b => b.Condition is not null)
            .Select((b, i) => new SearchedCaseBranch(extent, b.Condition!, Integer(extent, i)));
        bool hasElse = branches[^1].Condition is null;
        var choice = new SearchedCase(
            extent,
            [.. conditions],
            hasElse ? Integer(extent, branches.Count - 1) : null
        );
        var arms = branches.Select(
            (b, i) =>
            {
                var isChosen = new ComparisonChain(
                    extent,
                    chosen,
                    [new ComparisonLink(extent, ComparisonOperator.Equal, Integer(extent, i))]
                );
                var filter = new WithClause(extent, All(extent), isChosen);
                return new SingleQuery(b.Query.Extent, [filter, .. AsClauses(b.Query)]);
            }
        );
        SingleQuery[] parts = [.. arms];
        Query body = parts.Length == 1 ? parts[0] : new UnionQuery(extent, [.. parts], All: true);
        var item = new ProjectionItem(extent, choice, chosen, chosen.Name);
        var with = new WithClause(extent, All(extent, item), Where: null);
        return new SingleQuery(extent, [with, .. Called(body)]);
    }

    /// <summary>A query as clauses that end as it does.</summary>
    public static ImmutableArray<Clause> AsClauses(Query query) =>
        query is SingleQuery single ? single.Clauses : Called(query);

    // What a query gives, as columns for those who come next.
    private static ImmutableArray<Clause> PassedOn(Query query)
    {
        if (query is SingleQuery { Clauses: [.. var before, ReturnClause last] })
        {
            var body = last.Projection;
            var items = body.Items.Select(static i =>
                i with
                {
                    Alias = i.Alias ?? new Variable(i.Extent, i.ColumnName),
                }
            );
            var with = new WithClause(last.Extent, body with { Items = [.. items] }, Where: null);
            return [.. before, with];
        }
        return [Call(query)];
    }

    private static SubqueryCallClause Call(Query query) =>
        new(query.Extent, Optional: false, HasScope: true, ImportsAll: true, [], query);

    private static ImmutableArray<Clause> Called(Query query)
    {
        var call = Call(query);
        return call.HasColumns ? [call, Returned(query)] : [call];
    }

    private static ReturnClause Returned(Query query)
    {
        var extent = query.Extent;
        var items = ColumnsOf(query)
            .Select(c => new ProjectionItem(extent, new Variable(extent, c), null, c))
            .ToImmutableArray();
        var body = new ProjectionBody(
            extent,
            Distinct: false,
            IncludesAll: items.IsEmpty,
            items,
            [],
            Skip: null,
            Limit: null
        );
        return new ReturnClause(extent, body);
    }

    // The names of a query's columns; none where it has none, or where only binding can tell.
    private static ImmutableArray<string> ColumnsOf(Query query) =>
        query switch
        {
            UnionQuery union => ColumnsOf(union.Parts[0]),
            SingleQuery { Clauses: [.., ReturnClause { Projection.IncludesAll: false } last] } =>
            [
                .. last.Projection.Items.Select(static i => i.ColumnName),
            ],
            _ => [],
        };

    private static bool GivesRows(Query query) => Call(query).HasColumns;

    private static WithClause Counted(SourceExtent extent, string name)
    {
        var count = new FunctionCall(extent, "count", Distinct: false, Star: true, []);
        var item = new ProjectionItem(extent, count, new Variable(extent, name), name);
        return new WithClause(extent, Only(extent, [item]), Where: null);
    }

    private static WithClause Collected(
        SourceExtent extent,
        ImmutableArray<string> columns,
        Variable rows
    )
    {
        var entries = columns.Select(c => new MapEntry(
            extent,
            new Name(extent, c),
            new Variable(extent, c)
        ));
        var row = new MapExpression(extent, [.. entries]);
        var all = new FunctionCall(extent, "collect", Distinct: false, Star: false, [row]);
        var item = new ProjectionItem(extent, all, rows, rows.Name);
        return new WithClause(extent, Only(extent, [item]), Where: null);
    }

    private static ImmutableArray<Clause> Unwound(
        SourceExtent extent,
        ImmutableArray<string> columns,
        Variable rows,
        Variable row
    )
    {
        var items = columns.Select(c => new ProjectionItem(
            extent,
            new PropertyAccess(extent, row, new Name(extent, c)),
            new Variable(extent, c),
            c
        ));
        return
        [
            new UnwindClause(extent, rows, row),
            new WithClause(extent, Only(extent, [.. items]), Where: null),
        ];
    }

    private static ProjectionBody All(SourceExtent extent, params ProjectionItem[] items) =>
        Only(extent, [.. items]) with
        {
            IncludesAll = true,
        };

    private static ProjectionBody Only(SourceExtent extent, ImmutableArray<ProjectionItem> items) =>
        new(extent, Distinct: false, IncludesAll: false, items, [], Skip: null, Limit: null);

    private static Literal Integer(SourceExtent extent, int value) =>
        new(extent, Value.Integer(value));
}
