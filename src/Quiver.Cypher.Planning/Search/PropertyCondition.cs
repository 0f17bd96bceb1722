using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A condition of a query about one property of one entity, as an index may be asked it.</summary>
/// <param name="Key">The property.</param>
/// <param name="Condition">What the index is asked.</param>
/// <param name="Predicates">The query's conditions that this is.</param>
internal sealed record PropertyCondition(
    string Key,
    IndexCondition Condition,
    IReadOnlyList<BoundExpression> Predicates
)
{
    /// <summary>Recognises a condition about a property of an entity whose other values can be had without the entity.</summary>
    public static PropertyCondition? TryMake(BoundExpression predicate, Variable entity)
    {
        var (property, condition) = predicate switch
        {
            BoundComparison comparison => Comparison(comparison, entity),
            BoundIn @in => (@in.Left, new AnyOfCondition(@in.Right)),
            BoundStringPredicate text => (text.Left, new TextCondition(text.Operator, text.Right)),
            BoundIsNull { IsNegated: true } exists => (exists.Operand, new ExistsCondition()),
            BoundFunction { Signature.Name: "point.withinBBox" } box => (
                box.Arguments[0],
                new BoxCondition(box.Arguments[1], box.Arguments[2])
            ),
            _ => default((BoundExpression?, IndexCondition?)),
        };
        return
            property is BoundProperty { Operand: BoundVariable { Variable: var owner } } found
            && owner == entity
            && condition is not null
            && condition.Values.All(v => IsSafe(v, entity))
            ? new PropertyCondition(found.Key, condition, [predicate])
            : null;
    }

    /// <summary>This range and another one of the same property as one; null unless each bounds another side.</summary>
    public PropertyCondition? Meet(PropertyCondition other)
    {
        var lower = Bounding(this, other, isLower: true);
        var upper = Bounding(this, other, isLower: false);
        if (lower is null || upper is null)
        {
            return null;
        }
        var both = new RangeCondition(
            lower.Lower,
            lower.IncludesLower,
            upper.Upper,
            upper.IncludesUpper
        );
        return new PropertyCondition(Key, both, [.. Predicates, .. other.Predicates]);
    }

    /// <summary>Which of two conditions is a bound on one side and no more; null when neither or both are.</summary>
    private static RangeCondition? Bounding(
        PropertyCondition one,
        PropertyCondition other,
        bool isLower
    )
    {
        var first = Bound(one.Condition, isLower);
        var second = Bound(other.Condition, isLower);
        return first is null ? second
            : second is null ? first
            : null;
    }

    private static RangeCondition? Bound(IndexCondition condition, bool isLower) =>
        condition is RangeCondition range
        && range.Lower is not null == isLower
        && range.Upper is null == isLower
            ? range
            : null;

    private static (BoundExpression? Property, IndexCondition? Condition) Comparison(
        BoundComparison comparison,
        Variable entity
    )
    {
        if (IsOf(comparison.Left, entity))
        {
            return (comparison.Left, Compared(comparison.Operator, comparison.Right));
        }
        if (IsOf(comparison.Right, entity))
        {
            return (comparison.Right, Compared(Mirrored(comparison.Operator), comparison.Left));
        }
        return Distance(comparison.Operator, comparison.Left, comparison.Right, entity)
            ?? Distance(Mirrored(comparison.Operator), comparison.Right, comparison.Left, entity)
            ?? default;
    }

    private static bool IsOf(BoundExpression expression, Variable entity) =>
        expression is BoundProperty { Operand: BoundVariable { Variable: var owner } }
        && owner == entity;

    private static IndexCondition? Compared(ComparisonOperator @operator, BoundExpression value) =>
        @operator switch
        {
            ComparisonOperator.Equal => new ExactCondition(value),
            ComparisonOperator.Less => new RangeCondition(null, false, value, false),
            ComparisonOperator.LessOrEqual => new RangeCondition(null, false, value, true),
            ComparisonOperator.Greater => new RangeCondition(value, false, null, false),
            ComparisonOperator.GreaterOrEqual => new RangeCondition(value, true, null, false),
            _ => null,
        };

    private static ComparisonOperator Mirrored(ComparisonOperator @operator) =>
        @operator switch
        {
            ComparisonOperator.Less => ComparisonOperator.Greater,
            ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
            ComparisonOperator.Greater => ComparisonOperator.Less,
            ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
            _ => @operator,
        };

    private static (BoundExpression?, IndexCondition?)? Distance(
        ComparisonOperator @operator,
        BoundExpression call,
        BoundExpression distance,
        Variable entity
    )
    {
        if (
            @operator is not (ComparisonOperator.Less or ComparisonOperator.LessOrEqual)
            || call is not BoundFunction { Signature.Name: "point.distance" } function
        )
        {
            return null;
        }
        bool isInclusive = @operator == ComparisonOperator.LessOrEqual;
        var (from, to) = (function.Arguments[0], function.Arguments[1]);
        var (point, centre) = IsOf(from, entity) ? (from, to) : (to, from);
        return (point, new DistanceCondition(centre, distance, isInclusive));
    }

    // A value is asked for once for all that the index may find, so it must not be another one each time.
    private static bool IsSafe(BoundExpression value, Variable entity) =>
        !FreeVariables.Of(value).Contains(entity)
        && !value.Contains(static e => e is BoundFunction { Signature.IsDeterministic: false });
}
