using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;
using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>Simplifies a bound query without changing what it means: constants are folded, conditions split, neighbouring MATCH clauses merged.</summary>
internal static class QueryRewriter
{
    /// <summary>The rewritten query.</summary>
    public static BoundQuery Rewrite(BoundQuery query) =>
        query switch
        {
            BoundSingleQuery single => Single(single),
            BoundUnion union => new BoundUnion(
                [.. union.Parts.Select(static p => p with { Query = Single(p.Query) })],
                union.IsAll,
                union.Columns
            ),
            _ => throw new UnreachableException(query.GetType().Name),
        };

    private static BoundSingleQuery Single(BoundSingleQuery query)
    {
        var clauses = query.Clauses.Select(static c => Clause(c));
        return new BoundSingleQuery(MatchMerging.Merge([.. clauses]), query.Columns);
    }

    private static BoundClause Clause(BoundClause clause) =>
        clause switch
        {
            BoundMatch match => Match(match),
            BoundUnwind unwind => new BoundUnwind(Expression(unwind.List), unwind.Element),
            BoundProjection projection => Projection(projection),
            BoundShow => clause,
            BoundCreate create => Create(create),
            BoundChanges changes => new BoundChanges(Changes(changes.Items)),
            BoundDelete delete => new BoundDelete(
                [.. delete.Entities.Select(Expression)],
                delete.Detaches
            ),
            BoundMerge merge => Merge(merge),
            BoundForeach each => new BoundForeach
            {
                List = Expression(each.List),
                Element = each.Element,
                Imports = each.Imports,
                Body = Single(each.Body),
            },
            BoundLoadCsv load => new BoundLoadCsv(Expression(load.Url), load.Format, load.Columns),
            BoundProcedureCall call => Call(call),
            BoundSubqueryCall call => new BoundSubqueryCall(
                Rewrite(call.Query),
                call.Imports,
                call.IsOptional
            )
            {
                Transactions = call.Transactions?.Map(Expression),
            },
            _ => throw new UnreachableException(clause.GetType().Name),
        };

    private static BoundCreate Create(BoundCreate create) =>
        new(
            [.. create.Nodes.Select(static n => n.Map(Expression))],
            [.. create.Relationships.Select(static r => r.Map(Expression))],
            create.Paths
        );

    private static List<EntityChange> Changes(IReadOnlyList<EntityChange> changes) =>
        [.. changes.Select(static c => c.Map(Expression))];

    private static BoundMerge Merge(BoundMerge merge) =>
        new()
        {
            Values = Items(merge.Values),
            Match = Match(merge.Match),
            Create = Create(merge.Create),
            OnMatch = Changes(merge.OnMatch),
            OnCreate = Changes(merge.OnCreate),
        };

    private static BoundProcedureCall Call(BoundProcedureCall call) =>
        new()
        {
            Procedure = call.Procedure,
            Arguments = [.. call.Arguments.Select(Expression)],
            Columns = call.Columns,
            IsOptional = call.IsOptional,
            IsCypher25 = call.IsCypher25,
            Where = call.Where is null ? null : Expression(call.Where),
        };

    private static BoundMatch Match(BoundMatch match) =>
        new()
        {
            IsOptional = match.IsOptional,
            Nodes = match.Nodes,
            KnownNodes = match.KnownNodes,
            Relationships = match.Relationships,
            Predicates = WithImplied(Predicates(match.Predicates), match),
            DifferentRelationships = match.DifferentRelationships,
            ShortestPaths = match.ShortestPaths,
            Hints = match.Hints,
            Selection = match.Selection is null
                ? null
                : match.Selection with
                {
                    Predicates = Predicates(match.Selection.Predicates),
                },
            Paths = match.Paths,
        };

    // What a disjunction implies is worth asking only of what the clause itself looks for.
    private static List<BoundExpression> WithImplied(
        List<BoundExpression> predicates,
        BoundMatch match
    )
    {
        var sought = match
            .Nodes.Except(match.KnownNodes)
            .Concat(
                match
                    .Relationships.Where(static r => r.Length is null)
                    .Select(static r => r.Variable)
            )
            .ToHashSet();
        var implied = predicates
            .SelectMany(ImpliedMemberships.Of)
            .Where(m =>
                m.Left is BoundProperty { Operand: BoundVariable owner }
                && sought.Contains(owner.Variable)
                && !predicates.Contains(m)
            )
            .Distinct();
        return [.. implied, .. predicates];
    }

    private static List<BoundExpression> Predicates(IReadOnlyList<BoundExpression> predicates)
    {
        var result = new List<BoundExpression>();
        var seen = new HashSet<BoundExpression>();
        foreach (var predicate in predicates)
        {
            var folded = DisjunctionRewriting.Rewrite(Expression(predicate));
            IEnumerable<BoundExpression> parts = folded is BoundAnd conjunction
                ? conjunction.Operands
                : [folded];
            result.AddRange(parts.Where(p => !IsTrue(p) && seen.Add(p)));
        }
        return result;
    }

    private static bool IsTrue(BoundExpression expression) =>
        expression is BoundLiteral { Value.Kind: ValueKind.Boolean } literal
        && literal.Value.AsBoolean();

    private static BoundProjection Projection(BoundProjection projection) =>
        new()
        {
            Aggregation = projection.Aggregation is null
                ? null
                : new BoundAggregation(
                    Items(projection.Aggregation.GroupingKeys),
                    Items(projection.Aggregation.Aggregates)
                ),
            Items = Items(projection.Items),
            IsDistinct = projection.IsDistinct,
            OrderBy =
            [
                .. projection.OrderBy.Select(static o =>
                    o with
                    {
                        Expression = Expression(o.Expression),
                    }
                ),
            ],
            Skip = projection.Skip is null ? null : Expression(projection.Skip),
            Limit = projection.Limit is null ? null : Expression(projection.Limit),
            Where = projection.Where is null ? null : Expression(projection.Where),
            Kept = projection.Kept,
        };

    private static List<ProjectionItem> Items(IReadOnlyList<ProjectionItem> items) =>
        [.. items.Select(static i => i with { Expression = Expression(i.Expression) })];

    private static BoundExpression Expression(BoundExpression expression) =>
        ConstantFolding.Fold(
            expression.ReplaceTopDown(static e =>
                e is BoundSubquery subquery
                    ? subquery with
                    {
                        Query = Rewrite(subquery.Query),
                    }
                    : null
            )
        );
}
