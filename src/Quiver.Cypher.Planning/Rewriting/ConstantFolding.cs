using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Evaluates what depends on literals alone. Whatever would be an error is left as it is: the error belongs to the run, and only if the
/// expression is reached at all.
/// </summary>
internal static class ConstantFolding
{
    /// <summary>The expression with its constant parts evaluated.</summary>
    public static BoundExpression Fold(BoundExpression expression) =>
        expression.ReplaceBottomUp(static e =>
            e switch
            {
                BoundNot not => Not(not),
                BoundAnd and => Junction(and.Operands, isAnd: true),
                BoundOr or => Junction(or.Operands, isAnd: false),
                BoundNegate negate => Negate(negate),
                BoundArithmetic arithmetic => Arithmetic(arithmetic),
                BoundComparison comparison => Comparison(comparison),
                BoundIsNull { Operand: BoundLiteral literal } isNull => BoundLiteral.Boolean(
                    literal.Value.IsNull != isNull.IsNegated
                ),
                _ => e,
            }
        );

    private static BoundExpression Not(BoundNot not) =>
        not.Operand switch
        {
            BoundLiteral { Value.Kind: ValueKind.Boolean } literal => BoundLiteral.Boolean(
                !literal.Value.AsBoolean()
            ),
            BoundLiteral { Value.Kind: ValueKind.Null } => BoundLiteral.Null,
            BoundNot inner when IsBoolean(inner.Operand) => inner.Operand,
            _ => not,
        };

    private static bool IsBoolean(BoundExpression expression) =>
        expression.Type.IsOnly(TypeKinds.Boolean);

    // False decides a conjunction and true a disjunction whatever else there is; the opposite ones drop out.
    private static BoundExpression Junction(EquatableList<BoundExpression> operands, bool isAnd)
    {
        var kept = new List<BoundExpression>();
        var seen = new HashSet<BoundExpression>();
        foreach (var operand in operands.SelectMany(o => Flatten(o, isAnd)))
        {
            if (operand is not BoundLiteral { Value.Kind: ValueKind.Boolean } literal)
            {
                if (seen.Add(operand))
                {
                    kept.Add(operand);
                }
            }
            else if (literal.Value.AsBoolean() != isAnd)
            {
                return literal;
            }
        }
        if (kept.Count == 0)
        {
            return BoundLiteral.Boolean(isAnd);
        }
        if (kept is [var only] && (IsBoolean(only) || only is BoundLiteral))
        {
            return only;
        }
        return isAnd ? new BoundAnd([.. kept]) : new BoundOr([.. kept]);
    }

    private static IEnumerable<BoundExpression> Flatten(BoundExpression operand, bool isAnd) =>
        operand switch
        {
            BoundAnd conjunction when isAnd => conjunction.Operands,
            BoundOr disjunction when !isAnd => disjunction.Operands,
            _ => [operand],
        };

    private static BoundExpression Negate(BoundNegate negate)
    {
        if (negate.Operand is not BoundLiteral literal)
        {
            return negate;
        }
        return literal.Value.Kind switch
        {
            ValueKind.Float => BoundLiteral.Float(-literal.Value.AsFloat()),
            ValueKind.Integer when literal.Value.AsInteger() != long.MinValue =>
                BoundLiteral.Integer(-literal.Value.AsInteger()),
            _ => negate,
        };
    }

    private static BoundExpression Arithmetic(BoundArithmetic arithmetic) =>
        arithmetic
            is {
                Left: BoundLiteral { Value.Kind: ValueKind.Integer } left,
                Right: BoundLiteral { Value.Kind: ValueKind.Integer } right
            }
        && Integer(arithmetic.Operator, left.Value.AsInteger(), right.Value.AsInteger())
            is { } result
            ? BoundLiteral.Integer(result)
            : arithmetic;

    private static long? Integer(ArithmeticOperator @operator, long left, long right)
    {
        try
        {
            return @operator switch
            {
                ArithmeticOperator.Add => checked(left + right),
                ArithmeticOperator.Subtract => checked(left - right),
                ArithmeticOperator.Multiply => checked(left * right),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static BoundExpression Comparison(BoundComparison comparison)
    {
        if (
            comparison
            is not {
                Left: BoundLiteral { Value.Kind: ValueKind.Integer } left,
                Right: BoundLiteral { Value.Kind: ValueKind.Integer } right
            }
        )
        {
            return comparison;
        }
        int order = left.Value.AsInteger().CompareTo(right.Value.AsInteger());
        return BoundLiteral.Boolean(
            comparison.Operator switch
            {
                ComparisonOperator.Equal => order == 0,
                ComparisonOperator.NotEqual => order != 0,
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.LessOrEqual => order <= 0,
                ComparisonOperator.Greater => order > 0,
                _ => order >= 0,
            }
        );
    }
}
