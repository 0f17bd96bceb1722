using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Costing;

/// <summary>Estimates which fraction of rows satisfies a condition. Never looks at parameter values: a plan serves them all.</summary>
/// <param name="statistics">The database's counts.</param>
/// <param name="known">What more is known about a property of a variable, if anything.</param>
internal sealed class SelectivityEstimator(
    IPlanningStatistics statistics,
    Func<Variable, string, PropertyStatistics?>? known = null
)
{
    private const double DefaultEquality = 0.1;

    private const double DefaultRange = 0.3;

    private const double DefaultPrefix = 0.05;

    private const double DefaultContains = 0.1;

    private const double DefaultNotNull = 0.75;

    private const double DefaultCondition = 0.5;

    /// <summary>How many elements a list is assumed to have whose length is not written in the query.</summary>
    private const int AssumedListLength = 10;

    /// <summary>The fraction of rows that satisfies a condition.</summary>
    /// <param name="predicate">The condition.</param>
    /// <param name="candidates">How many entities the condition chooses from, as far as it is about one.</param>
    public double Estimate(BoundExpression predicate, double candidates) =>
        predicate switch
        {
            BoundLiteral literal => literal.Value.Kind == ValueKind.Boolean
            && literal.Value.AsBoolean()
                ? 1
                : 0,
            BoundAttempt attempt => Estimate(attempt.Operand, candidates),
            BoundNot not => 1 - Estimate(not.Operand, candidates),
            BoundAnd and => and.Operands.Aggregate(1.0, (s, o) => s * Estimate(o, candidates)),
            BoundOr or => 1
                - or.Operands.Aggregate(1.0, (s, o) => s * (1 - Estimate(o, candidates))),
            BoundHasLabels labels => Labels(labels.Labels),
            BoundComparison comparison => Comparison(comparison, candidates),
            BoundIn @in => Math.Min(
                1,
                ListLength(@in.Right) * Equality(@in.Left, @in.Right, candidates)
            ),
            BoundIsNull isNull => isNull.IsNegated
                ? NotNull(isNull.Operand, candidates)
                : 1 - NotNull(isNull.Operand, candidates),
            BoundStringPredicate text => text.Operator == StringPredicateOperator.StartsWith
                ? DefaultPrefix
                : DefaultContains,
            BoundRegexMatch => DefaultContains,
            _ => DefaultCondition,
        };

    /// <summary>The fraction of all nodes that has a label.</summary>
    public double Label(string label) =>
        statistics.NodeCount == 0
            ? 0
            : Math.Min(1, (double)statistics.NodesWithLabel(label) / statistics.NodeCount);

    private double Labels(BoundLabels labels) =>
        labels switch
        {
            BoundLabelName name => Label(name.Name),
            BoundLabelNot not => 1 - Labels(not.Operand),
            BoundLabelAnd and => and.Operands.Min(Labels),
            BoundLabelOr or => Math.Min(1, or.Operands.Sum(Labels)),
            _ => 1,
        };

    private double Comparison(BoundComparison comparison, double candidates) =>
        comparison.Operator switch
        {
            ComparisonOperator.Equal => Equality(comparison.Left, comparison.Right, candidates),
            ComparisonOperator.NotEqual => 1
                - Equality(comparison.Left, comparison.Right, candidates),
            _ => DefaultRange,
        };

    private double Equality(BoundExpression left, BoundExpression right, double candidates)
    {
        var estimate = PropertyOf(left) ?? PropertyOf(right);
        if (estimate is { } property)
        {
            return Equality(property, candidates);
        }
        if (IsEntity(left) && IsEntity(right))
        {
            bool isNode = left.Type.IsOnly(TypeKinds.Node);
            return 1.0 / Math.Max(1, isNode ? statistics.NodeCount : statistics.RelationshipCount);
        }
        return IsIdentity(left) || IsIdentity(right)
            ? 1 / Math.Max(1, candidates)
            : DefaultEquality;
    }

    private static bool IsEntity(BoundExpression expression) =>
        expression.Type.IsOnly(TypeKinds.Node | TypeKinds.Relationship);

    private static bool IsIdentity(BoundExpression expression) =>
        expression is BoundFunction { Signature.Name: "id" or "elementId" };

    // One value's share, and at least one row of those there are: a key that is unique over several labels must not count as
    // less than a row of one of them.
    private static double Equality(PropertyStatistics property, double candidates)
    {
        if (property.EntityCount == 0)
        {
            return 0;
        }
        double present = Math.Min(1, property.EntityCount / Math.Max(1, candidates));
        double share = present / Math.Max(1, property.DistinctCount);
        return Math.Min(1, Math.Max(share, 1 / Math.Max(1, candidates)));
    }

    // What a pattern has found is null only behind OPTIONAL MATCH.
    private double NotNull(BoundExpression operand, double candidates) =>
        operand is BoundVariable && IsEntity(operand) ? 1
        : PropertyOf(operand) is { } property
            ? Math.Min(1, property.EntityCount / Math.Max(1, candidates))
        : DefaultNotNull;

    private PropertyStatistics? PropertyOf(BoundExpression expression) =>
        expression switch
        {
            BoundProperty { Operand: BoundVariable owner } p
                when known?.Invoke(owner.Variable, p.Key) is { } better => better,
            BoundProperty { Operand: BoundVariable owner } p when IsOnly(owner, TypeKinds.Node) =>
                statistics.NodeProperty(p.Key),
            BoundProperty { Operand: BoundVariable owner } p
                when IsOnly(owner, TypeKinds.Relationship) => statistics.RelationshipProperty(
                p.Key
            ),
            _ => null,
        };

    private static bool IsOnly(BoundVariable variable, TypeKinds kinds) =>
        variable.Type.IsOnly(kinds);

    private static int ListLength(BoundExpression list) =>
        list is BoundList literal ? literal.Elements.Count : AssumedListLength;
}
