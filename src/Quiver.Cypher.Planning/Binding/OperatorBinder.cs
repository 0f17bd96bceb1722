using System.Diagnostics;
using System.Numerics;
using Quiver.Cypher.Planning.Binding.Expressions;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds arithmetic, comparisons and tests of text and lists.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="expressions">Binds the operands.</param>
internal sealed class OperatorBinder(BindingSession session, ExpressionBinder expressions)
{
    /// <summary>Binds an operator's expression.</summary>
    public BoundExpression Bind(Tree.Expression expression, Scope scope) =>
        expression switch
        {
            Tree.BinaryArithmetic arithmetic => Arithmetic(arithmetic, scope),
            Tree.UnaryArithmetic sign => Sign(sign, scope),
            Tree.ComparisonChain chain => Comparison(chain, scope),
            Tree.StringPredicate predicate => Text(predicate, scope),
            Tree.ListMembership membership => new BoundIn(
                expressions.Bind(membership.Element, scope),
                expressions.BindAs(membership.List, scope, CypherType.AnyList)
            ),
            _ => throw new UnreachableException(expression.GetType().Name),
        };

    private BoundArithmetic Arithmetic(Tree.BinaryArithmetic arithmetic, Scope scope)
    {
        var @operator = Operator(arithmetic.Operator);
        var left = expressions.Bind(arithmetic.Left, scope);
        var right = expressions.Bind(arithmetic.Right, scope);
        var expectedLeft = OperatorTypes.Left(@operator, right.Type);
        expressions.Check(left, expectedLeft, arithmetic.Left.Position);
        var expectedRight = OperatorTypes.Right(@operator, left.Type);
        expressions.Check(right, expectedRight, arithmetic.Right.Position);
        var type = OperatorTypes.Result(@operator, left.Type, right.Type);
        return new BoundArithmetic(@operator, left, right, type);
    }

    private static ArithmeticOperator Operator(Tree.ArithmeticOperator sign) =>
        sign switch
        {
            Tree.ArithmeticOperator.Add => ArithmeticOperator.Add,
            Tree.ArithmeticOperator.Concatenate => ArithmeticOperator.Concatenate,
            Tree.ArithmeticOperator.Subtract => ArithmeticOperator.Subtract,
            Tree.ArithmeticOperator.Multiply => ArithmeticOperator.Multiply,
            Tree.ArithmeticOperator.Divide => ArithmeticOperator.Divide,
            Tree.ArithmeticOperator.Modulo => ArithmeticOperator.Modulo,
            Tree.ArithmeticOperator.Power => ArithmeticOperator.Power,
            _ => throw new UnreachableException(sign.ToString()),
        };

    private BoundExpression Sign(Tree.UnaryArithmetic sign, Scope scope)
    {
        var operand = expressions.Bind(sign.Operand, scope);
        if (!sign.Negative)
        {
            expressions.Check(operand, CypherType.Number, sign.Operand.Position);
            return operand;
        }
        var expected = new CypherType(TypeKinds.Number | TypeKinds.Duration);
        expressions.Check(operand, expected, sign.Operand.Position);
        return new BoundNegate(operand, operand.Type);
    }

    private BoundExpression Comparison(Tree.ComparisonChain chain, Scope scope)
    {
        var comparisons = new List<BoundExpression>();
        var left = expressions.Bind(chain.First, scope);
        foreach (var link in chain.Links)
        {
            var right = expressions.Bind(link.Operand, scope);
            comparisons.Add(new BoundComparison(Operator(link.Operator), left, right));
            left = right;
        }
        return comparisons.Count == 1 ? comparisons[0] : new BoundAnd([.. comparisons]);
    }

    private static ComparisonOperator Operator(Tree.ComparisonOperator sign) =>
        sign switch
        {
            Tree.ComparisonOperator.Equal => ComparisonOperator.Equal,
            Tree.ComparisonOperator.NotEqual => ComparisonOperator.NotEqual,
            Tree.ComparisonOperator.Less => ComparisonOperator.Less,
            Tree.ComparisonOperator.LessOrEqual => ComparisonOperator.LessOrEqual,
            Tree.ComparisonOperator.Greater => ComparisonOperator.Greater,
            Tree.ComparisonOperator.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
            _ => throw new UnreachableException(sign.ToString()),
        };

    private BoundExpression Text(Tree.StringPredicate predicate, Scope scope)
    {
        var left = TextOperand(predicate.Left, scope);
        var right = TextOperand(predicate.Right, scope);
        return predicate.Operator switch
        {
            Tree.StringOperator.StartsWith => new BoundStringPredicate(
                StringPredicateOperator.StartsWith,
                left,
                right
            ),
            Tree.StringOperator.EndsWith => new BoundStringPredicate(
                StringPredicateOperator.EndsWith,
                left,
                right
            ),
            Tree.StringOperator.Contains => new BoundStringPredicate(
                StringPredicateOperator.Contains,
                left,
                right
            ),
            Tree.StringOperator.MatchesRegex => new BoundRegexMatch(left, right),
            _ => throw session.Errors.NotSupported(
                predicate.Operator.ToString(),
                predicate.Position
            ),
        };
    }

    // What is no text gives null, so only what is known to be of one other type is refused.
    private BoundExpression TextOperand(Tree.Expression operand, Scope scope)
    {
        var bound = expressions.Bind(operand, scope);
        if (BitOperations.IsPow2((int)bound.Type.Kinds))
        {
            expressions.Check(bound, CypherType.String, operand.Position);
        }
        return bound;
    }
}
