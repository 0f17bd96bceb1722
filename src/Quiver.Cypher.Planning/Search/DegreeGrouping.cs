using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Functions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// Recognises a MATCH of whose relationships one is only counted by the aggregation that follows, with whatever stands at its other end: the rest of the pattern
/// with a degree in place of that relationship gives fewer rows, and a degree is read without the relationships.
/// </summary>
/// <param name="context">What the planners share.</param>
internal sealed class DegreeGrouping(PlanningContext context)
{
    /// <summary>What a degree costs that is not read for many nodes at once.</summary>
    private const double SingleDegree = 4;

    /// <summary>What it costs to take a relationship out of a degree.</summary>
    private const double ExcludedStep = 4;

    /// <summary>What stands in place of a MATCH and the aggregation after it.</summary>
    /// <param name="Match">The pattern without the relationship; null where nothing of it is left to be found.</param>
    /// <param name="Degree">The degree, a column of the pattern's rows.</param>
    /// <param name="Condition">What the rows must satisfy; null when all count.</param>
    /// <param name="Projection">The aggregation over degrees.</param>
    /// <param name="Cost">What the degrees cost, in relationships gone through.</param>
    public sealed record Replacement(
        BoundMatch? Match,
        ProjectionItem Degree,
        BoundExpression? Condition,
        BoundProjection Projection,
        double Cost
    );

    /// <summary>The conditions of a MATCH as they stand to the node at the counted relationship's end.</summary>
    private sealed record Conditions(
        List<BoundExpression> Kept,
        string? OtherLabel,
        List<BoundExpression> OfOther
    );

    /// <summary>The replacement; null where the clauses are not of that form or where it would cost more.</summary>
    public Replacement? TryMake(BoundClause clause, BoundClause? next)
    {
        if (
            clause is not BoundMatch match
            || !IsPlain(match)
            || next is not BoundProjection { Aggregation: { } aggregation } projection
            || aggregation.GroupingKeys.Concat(aggregation.Aggregates).Any(IsRandom)
        )
        {
            return null;
        }
        Replacement? best = null;
        foreach (var step in match.Relationships)
        {
            foreach (var node in (Variable[])[step.Left, step.Right])
            {
                var made = TryMake(match, projection, aggregation, step, node);
                best = made is null || best?.Cost <= made.Cost ? best : made;
            }
        }
        return best;
    }

    private static bool IsRandom(ProjectionItem item) =>
        item.Expression.Contains(static e =>
            e is BoundFunction { Signature.IsDeterministic: false }
        );

    private static bool IsPlain(BoundMatch match) =>
        match is { ShortestPaths.Count: 0, Selection: null, Hints.Count: 0, Paths.Count: 0 };

    private Replacement? TryMake(
        BoundMatch match,
        BoundProjection projection,
        BoundAggregation aggregation,
        PatternRelationship step,
        Variable node
    )
    {
        var other = step.Other(node);
        if (
            !IsLeaf(match, step, other)
            || (match.IsOptional && !IsStepFromKnown(match))
            || TrySplit(match, step.Variable, other) is not { } conditions
            || (match.IsOptional && conditions.Kept.Count + conditions.OfOther.Count > 0)
            || Uses(aggregation.GroupingKeys, step.Variable, other)
            || Cost(match, step, node, conditions) is not { } cost
        )
        {
            return null;
        }
        var degree = context.Variables.Anonymous(CypherType.Integer);
        var aggregates = new List<ProjectionItem>();
        foreach (var aggregate in aggregation.Aggregates)
        {
            if (
                Over(
                    (AggregateCall)aggregate.Expression,
                    match,
                    (step.Variable, other),
                    new BoundVariable(degree)
                )
                is not { } call
            )
            {
                return null;
            }
            aggregates.Add(aggregate with { Expression = call });
        }
        return new Replacement(
            match.IsOptional
                ? null
                : Without(match, step, other, [.. conditions.Kept.Select(Attempted)]),
            new ProjectionItem(
                degree,
                new BoundDegree(
                    new BoundVariable(node),
                    step.DirectionFrom(node),
                    step.Types,
                    conditions.OtherLabel
                )
                {
                    Other = conditions.OfOther.Count == 0 ? null : other,
                    OtherCondition = conditions.OfOther.Count switch
                    {
                        0 => null,
                        1 => conditions.OfOther[0],
                        _ => new BoundAnd([.. conditions.OfOther]),
                    },
                }
            ),
            match.IsOptional ? null : Holds(new BoundVariable(degree), conditions.Kept),
            Over(projection, new BoundAggregation(aggregation.GroupingKeys, aggregates)),
            cost
        );
    }

    // Nothing but the relationship leads to its end, and it need not differ from any other.
    private static bool IsLeaf(BoundMatch match, PatternRelationship step, Variable other) =>
        step is { Length: null, Quantified: null }
        && step.Left != step.Right
        && !match.KnownNodes.Contains(other)
        && match.Relationships.Count(r => r.Left == other || r.Right == other) == 1
        && !match.DifferentRelationships.Any(p => p.First == step || p.Second == step);

    private static bool IsStepFromKnown(BoundMatch match) =>
        match is { Nodes.Count: 2, KnownNodes.Count: 1, Relationships.Count: 1 };

    /// <summary>The conditions without those that are about the end, its one label, and what else is asked of it alone; null when there are others.</summary>
    private static Conditions? TrySplit(BoundMatch match, Variable relationship, Variable other)
    {
        var split = new Conditions([], OtherLabel: null, []);
        foreach (var predicate in match.Predicates)
        {
            var used = FreeVariables.Of(predicate);
            if (!used.Contains(relationship) && !used.Contains(other))
            {
                split.Kept.Add(predicate);
            }
            else if (split.OtherLabel is null && LabelOf(predicate, other) is { } label)
            {
                split = split with { OtherLabel = label };
            }
            else if (
                used.Count == 1
                && used.Contains(other)
                && !IsOfItsOwn(predicate)
                && !RuntimeFailures.ArePossible(predicate)
            )
            {
                split.OfOther.Add(predicate);
            }
            else
            {
                return null;
            }
        }
        return split;
    }

    private static bool IsOfItsOwn(BoundExpression predicate) =>
        predicate.Contains(static e =>
            e is BoundSubquery or BoundFunction { Signature.IsDeterministic: false }
        );

    private static bool Uses(
        IReadOnlyList<ProjectionItem> items,
        Variable relationship,
        Variable other
    )
    {
        var used = FreeVariables.Of(items.Select(static i => i.Expression));
        return used.Contains(relationship) || used.Contains(other);
    }

    /// <summary>What the degrees cost; null where going through the relationships does not cost more.</summary>
    private double? Cost(
        BoundMatch match,
        PatternRelationship step,
        Variable node,
        Conditions conditions
    )
    {
        bool isBulk = step.Types.Count == 1 && step.Direction != Direction.Both;
        double each = isBulk ? 1 : SingleDegree;
        bool isLabelImplied =
            conditions.OtherLabel is not { } label || AreAllOfLabel(step, node, label);
        if (match.Relationships.Count > 1 || match.KnownNodes.Count > 0)
        {
            return conditions.OfOther.Count > 0 ? null
                : isLabelImplied ? each
                : each + SingleDegree;
        }
        string[] labels = [.. conditions.Kept.Select(p => LabelOf(p, node)).OfType<string>()];
        double nodes = context.Patterns.Nodes(labels);
        foreach (var predicate in conditions.Kept)
        {
            nodes *= IsIndexed(predicate, labels)
                ? context.Selectivity.Estimate(predicate, nodes)
                : 1;
        }
        double relationships = context.Patterns.Relationships(step, [], []);
        double cost = (nodes * each) + ExclusionCost(conditions, relationships);
        // Where labels have to be looked at, the relationships are gone through after all.
        return isLabelImplied && cost <= relationships ? cost : null;
    }

    // All nodes that may be ends are tested, and the relationships of those that fail gone through.
    private double ExclusionCost(Conditions conditions, double relationships)
    {
        if (conditions.OfOther.Count == 0)
        {
            return 0;
        }
        double ends = context.Patterns.Nodes(conditions.OtherLabel is { } label ? [label] : []);
        double kept = conditions.OfOther.Aggregate(
            1.0,
            (share, predicate) => share * context.Selectivity.Estimate(predicate, ends)
        );
        return (ends * CostModel.PropertyFilterRow) + ((1 - kept) * relationships * ExcludedStep);
    }

    private bool AreAllOfLabel(PatternRelationship step, Variable node, string label)
    {
        string[] labels = [label];
        bool isLeft = ReferenceEquals(node, step.Left);
        return context.Patterns.Relationships(step, isLeft ? [] : labels, isLeft ? labels : [])
            >= context.Patterns.Relationships(step, [], []);
    }

    private bool IsIndexed(BoundExpression predicate, string[] labels) =>
        predicate.Contains(e =>
            e is BoundProperty property
            && context.Statistics.Indexes.Any(i =>
                !i.IsRelationship && labels.Contains(i.Token) && i.Keys[0] == property.Key
            )
        );

    private static string? LabelOf(BoundExpression predicate, Variable node) =>
        predicate
            is BoundHasLabels
            {
                Operand: BoundVariable { Variable: var owner },
                Labels: BoundLabelName name
            }
        && owner == node
            ? name.Name
            : null;

    /// <summary>An aggregate of the pattern's rows as one of the rows with degrees; null when it needs the rows themselves.</summary>
    private static AggregateCall? Over(
        AggregateCall call,
        BoundMatch match,
        (Variable Relationship, Variable Node) counted,
        BoundVariable degree
    )
    {
        var argument = call.Arguments.Count == 0 ? null : call.Arguments[0];
        var used = FreeVariables.Of(call.Arguments);
        bool usesCounted = used.Contains(counted.Relationship) || used.Contains(counted.Node);
        bool goesByValues = call.IsDistinct || call.Function.Name is "min" or "max";
        if (!usesCounted && goesByValues)
        {
            return call;
        }
        if (call.Function.Name != "count" || call.IsDistinct)
        {
            return null;
        }
        bool countsRows =
            argument is null
            || (
                !match.IsOptional
                && argument is BoundVariable { Variable: var part }
                && (
                    match.Nodes.Contains(part)
                    || match.Relationships.Any(r => r.Variable == part && r.Length is null)
                )
            );
        bool countsMatches =
            argument is BoundVariable { Variable: var end }
            && (end == counted.Relationship || end == counted.Node);
        // Without a match there is one row, in which both are null.
        BoundExpression? rows =
            countsMatches || (countsRows && !match.IsOptional) ? degree
            : countsRows
                ? new BoundCase(
                    [new CaseAlternative(IsPositive(degree), degree)],
                    BoundLiteral.Integer(1),
                    CypherType.Integer
                )
            : null;
        return rows is null
            ? null
            : new AggregateCall(
                FunctionCatalog.Get("sum"),
                IsDistinct: false,
                [rows],
                CypherType.Integer
            );
    }

    private static BoundComparison IsPositive(BoundExpression degree) =>
        new(ComparisonOperator.Greater, degree, BoundLiteral.Integer(0));

    // Without a relationship it is no row of the clause, and nothing may fail for it.
    private static BoundExpression Attempted(BoundExpression predicate) =>
        RuntimeFailures.ArePossible(predicate) ? new BoundAttempt(predicate) : predicate;

    private static BoundExpression Holds(BoundVariable degree, List<BoundExpression> kept)
    {
        var again = kept.Where(RuntimeFailures.ArePossible)
            .Select(static p => new BoundRecheck(p))
            .ToList();
        return again.Count == 0 ? IsPositive(degree) : new BoundAnd([IsPositive(degree), .. again]);
    }

    private static BoundMatch Without(
        BoundMatch match,
        PatternRelationship step,
        Variable other,
        List<BoundExpression> kept
    ) =>
        new()
        {
            IsOptional = false,
            Nodes = [.. match.Nodes.Where(n => n != other)],
            KnownNodes = match.KnownNodes,
            Relationships = [.. match.Relationships.Where(r => r != step)],
            Predicates = kept,
            DifferentRelationships = match.DifferentRelationships,
            Paths = [],
        };

    private static BoundProjection Over(BoundProjection projection, BoundAggregation aggregation) =>
        new()
        {
            Aggregation = aggregation,
            Items = projection.Items,
            IsDistinct = projection.IsDistinct,
            OrderBy = projection.OrderBy,
            Skip = projection.Skip,
            Limit = projection.Limit,
            Where = projection.Where,
            Kept = projection.Kept,
        };
}
