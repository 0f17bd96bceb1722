using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Finds conditions on the length of a path, which bound the search for it.</summary>
internal static class PathLengths
{
    /// <summary>A condition as a comparison with the path's length on the left; null where it is another condition, or what is compared with is not known before the search.</summary>
    /// <param name="predicate">The condition.</param>
    /// <param name="path">The list of the path's relationships.</param>
    public static BoundComparison? LimitOf(BoundExpression predicate, Variable path)
    {
        if (
            predicate
            is not BoundComparison { Operator: not ComparisonOperator.NotEqual } comparison
        )
        {
            return null;
        }
        if (!IsLength(comparison.Left, path))
        {
            comparison = Mirrored(comparison);
        }
        return IsLength(comparison.Left, path) && IsKnown(comparison.Right, path)
            ? comparison
            : null;
    }

    /// <summary>Whether an expression is a function of the whole path.</summary>
    public static bool IsPart(BoundExpression expression, string function, Variable path) =>
        expression is BoundFunction { Arguments: [BoundPath whole] } call
        && IsNamed(call, function)
        && whole.Parts.Any(p => p is BoundVariable variable && variable.Variable == path);

    private static bool IsLength(BoundExpression expression, Variable path) =>
        IsPart(expression, "length", path)
        || (
            expression is BoundFunction { Arguments: [var list] } call
            && IsNamed(call, "size")
            && (
                list is BoundVariable variable
                    ? variable.Variable == path
                    : IsPart(list, "relationships", path)
            )
        );

    // It is asked for once for the whole search.
    private static bool IsKnown(BoundExpression value, Variable path) =>
        !FreeVariables.Of(value).Contains(path)
        && !value.Contains(static e =>
            e is BoundSubquery or BoundFunction { Signature.IsDeterministic: false }
        );

    private static bool IsNamed(BoundFunction call, string name) =>
        string.Equals(call.Signature.Name, name, StringComparison.OrdinalIgnoreCase);

    private static BoundComparison Mirrored(BoundComparison comparison) =>
        new(
            comparison.Operator switch
            {
                ComparisonOperator.Less => ComparisonOperator.Greater,
                ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
                ComparisonOperator.Greater => ComparisonOperator.Less,
                ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
                var same => same,
            },
            comparison.Right,
            comparison.Left
        );
}
