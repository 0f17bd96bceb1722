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
    /// <summary>A query over all rows that another one gives.</summary>
    /// <param name="first">The query before NEXT.</param>
    /// <param name="second">The query behind it.</param>
    /// <param name="number">Is different for each composition of a statement.</param>
    public static SingleQuery Next(Query first, Query second, int number)
    {
        var extent = new SourceExtent(first.Position, second.Extent.EndOffset);
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        clauses.AddRange(PassedOn(first));
        if (second is SingleQuery single)
        {
            clauses.AddRange(single.Clauses);
            return new SingleQuery(extent, clauses.DrainToImmutable());
        }
        var union = (UnionQuery)second;
        if (ColumnsOf(first) is { Length: > 0 } columns)
        {
            // Each part of the union is given all of the rows.
            var rows = new Variable(second.Extent, HiddenName.Make("rows", number));
            var row = new Variable(second.Extent, HiddenName.Make("row", number));
            clauses.Add(Collected(second.Extent, columns, rows));
            var start = Unwound(second.Extent, columns, rows, row);
            union = union with
            {
                Parts = [.. union.Parts.Select(p => p with { Clauses = [.. start, .. p.Clauses] })],
            };
        }
        clauses.AddRange(Called(union));
        return new SingleQuery(extent, clauses.DrainToImmutable());
    }

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
