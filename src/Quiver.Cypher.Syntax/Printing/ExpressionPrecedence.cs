using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Tells an expression's precedence.</summary>
internal static class ExpressionPrecedence
{
    /// <summary>
    /// The precedence of an expression. A pattern counts as a comparison: a minus or less-than behind it would
    /// continue it.
    /// </summary>
    public static Precedence Of(Expression expression) =>
        expression switch
        {
            LogicalExpression { Operator: LogicalOperator.Or } => Precedence.Or,
            LogicalExpression { Operator: LogicalOperator.Xor } => Precedence.Xor,
            LogicalExpression => Precedence.And,
            NotExpression => Precedence.Not,
            ComparisonChain or PatternExpression => Precedence.Comparison,
            StringPredicate
            or ListMembership
            or NullPredicate
            or LabelPredicate
            or TypePredicate
            or NormalizedPredicate => Precedence.Predicate,
            BinaryArithmetic binary => Of(binary.Operator),
            UnaryArithmetic => Precedence.Sign,
            Literal literal => Of(literal.Value),
            PropertyAccess or IndexAccess or SliceAccess => Precedence.Access,
            _ => Precedence.Atom,
        };

    /// <summary>The precedence of an arithmetic sign.</summary>
    public static Precedence Of(ArithmeticOperator sign) =>
        sign switch
        {
            ArithmeticOperator.Add
            or ArithmeticOperator.Subtract
            or ArithmeticOperator.Concatenate => Precedence.Sum,
            ArithmeticOperator.Power => Precedence.Power,
            _ => Precedence.Product,
        };

    /// <summary>Numbers count as signed even when they are not, so that a property of one gets brackets.</summary>
    private static Precedence Of(Value value) => value.IsNumber ? Precedence.Sign : Precedence.Atom;
}
