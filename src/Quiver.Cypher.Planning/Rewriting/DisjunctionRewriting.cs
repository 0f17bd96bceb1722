using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>Makes a membership of what says the same in a longer way: <c>x = 1 OR x = 2</c> is <c>x IN [1, 2]</c>, which an index can answer.</summary>
internal static class DisjunctionRewriting
{
    /// <summary>The condition, or a membership that means the same for every row.</summary>
    public static BoundExpression Rewrite(BoundExpression predicate)
    {
        if (predicate is not BoundOr or || or.Operands[0] is not BoundComparison first)
        {
            return predicate;
        }
        var subject = first.Left is BoundProperty ? first.Left : first.Right;
        var elements = new List<BoundExpression>();
        foreach (var operand in or.Operands)
        {
            if (
                operand is not BoundComparison { Operator: ComparisonOperator.Equal } equality
                || subject is not BoundProperty
            )
            {
                return predicate;
            }
            var value =
                equality.Left == subject ? equality.Right
                : equality.Right == subject ? equality.Left
                : null;
            if (value is not (BoundLiteral or BoundParameter))
            {
                return predicate;
            }
            elements.Add(value);
        }
        return new BoundIn(
            subject,
            new BoundList([.. elements], CypherType.ListOf(CypherType.Any))
        );
    }
}
