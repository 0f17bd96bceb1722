using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>
/// Tells which conditions may fail the query when they are evaluated for a row, because of the types or the size of its values. A condition that may is not asked of rows that
/// never become rows of the pattern, or only as an attempt.
/// </summary>
internal static class RuntimeFailures
{
    // Functions that fail for no value of the types that they take.
    private static readonly HashSet<string> s_total = new(StringComparer.OrdinalIgnoreCase)
    {
        "char_length",
        "character_length",
        "coalesce",
        "elementId",
        "endNode",
        "head",
        "id",
        "isEmpty",
        "isNaN",
        "keys",
        "labels",
        "last",
        "length",
        "lower",
        "ltrim",
        "nodes",
        "nullIf",
        "properties",
        "rand",
        "relationships",
        "reverse",
        "rtrim",
        "size",
        "startNode",
        "tail",
        "timestamp",
        "toBooleanOrNull",
        "toFloatOrNull",
        "toIntegerOrNull",
        "toLower",
        "toString",
        "toStringOrNull",
        "toUpper",
        "trim",
        "type",
        "upper",
        "valueType",
    };

    /// <summary>Whether an expression may fail the query.</summary>
    /// <remarks>
    /// What depends on no row counts only where it is arithmetic on numbers: <c>date($from)</c> fails whatever the graph.
    /// </remarks>
    public static bool ArePossible(BoundExpression expression) =>
        expression switch
        {
            BoundLiteral or BoundVariable or BoundParameter or BoundDegree or BoundPath => false,
            BoundHasLabels { Operand: BoundVariable } => false,
            BoundAttempt or BoundRecheck => false,
            _ when FreeVariables.Of(expression).Count == 0 => expression.Contains(IsNumeric),
            BoundProperty property => !property.Operand.Type.IsOnly(
                TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Map
            ) || ArePossible(property.Operand),
            BoundComparison
            or BoundIsNull
            or BoundStringPredicate
            or BoundTypeTest
            or BoundCase
            or BoundList
            or BoundMap => expression.Children.Any(ArePossible),
            BoundRegexMatch regex => FreeVariables.Of(regex.Right).Count > 0
                || ArePossible(regex.Left),
            BoundIn membership => !IsList(membership.Right) || expression.Children.Any(ArePossible),
            BoundAnd or BoundOr or BoundXor or BoundNot => expression.Children.Any(static c =>
                !IsCondition(c) || ArePossible(c)
            ),
            BoundQuantifier each => !IsList(each.List)
                || ArePossible(each.List)
                || !IsCondition(each.Predicate)
                || ArePossible(each.Predicate),
            BoundListComprehension each => !IsList(each.List)
                || expression.Children.Any(ArePossible),
            BoundFunction call => !IsTotal(call) || call.Arguments.Any(ArePossible),
            BoundSubquery => false,
            _ => true,
        };

    private static bool IsNumeric(BoundExpression expression) =>
        expression is BoundArithmetic arithmetic
        && arithmetic.Left.Type.MayBe(CypherType.Number)
        && arithmetic.Right.Type.MayBe(CypherType.Number);

    // A constant that is no list, and a value that is no condition, is the query's mistake, not a row's.
    private static bool IsList(BoundExpression expression) =>
        expression.Type.IsList || FreeVariables.Of(expression).Count == 0;

    private static bool IsCondition(BoundExpression expression) =>
        expression.Type.IsOnly(TypeKinds.Boolean)
        || expression is BoundProperty { Operand: BoundVariable }
        || FreeVariables.Of(expression).Count == 0;

    private static bool IsTotal(BoundFunction call)
    {
        if (!s_total.Contains(call.Signature.Name))
        {
            return false;
        }
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            var parameters = call.Signature.Parameters;
            var taken = parameters[Math.Min(i, parameters.Count - 1)].Type;
            if (
                call.Arguments[i].Type is { Kinds: not TypeKinds.None } given
                && !given.IsOnly(taken.Kinds)
            )
            {
                return false;
            }
        }
        return true;
    }
}
