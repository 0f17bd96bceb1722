using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>Walks and rebuilds bound expressions.</summary>
internal static class ExpressionRewriting
{
    /// <summary>Replaces parts from the outside in: where the function gives an expression, what is inside is not looked at.</summary>
    public static BoundExpression ReplaceTopDown(
        this BoundExpression expression,
        Func<BoundExpression, BoundExpression?> replacement
    ) => replacement(expression) ?? expression.MapChildren(c => c.ReplaceTopDown(replacement));

    /// <summary>Replaces parts from the inside out.</summary>
    public static BoundExpression ReplaceBottomUp(
        this BoundExpression expression,
        Func<BoundExpression, BoundExpression> replacement
    ) => replacement(expression.MapChildren(c => c.ReplaceBottomUp(replacement)));

    /// <summary>Whether the expression or a part of it satisfies a condition.</summary>
    public static bool Contains(
        this BoundExpression expression,
        Func<BoundExpression, bool> condition
    ) => condition(expression) || expression.Children.Any(c => c.Contains(condition));

    private static BoundExpression MapChildren(
        this BoundExpression expression,
        Func<BoundExpression, BoundExpression> map
    )
    {
        var children = expression.Children;
        var mapped = new BoundExpression[children.Count];
        bool changed = false;
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = map(children[i]);
            changed |= !ReferenceEquals(mapped[i], children[i]);
        }
        return changed ? expression.WithChildren(mapped) : expression;
    }
}
