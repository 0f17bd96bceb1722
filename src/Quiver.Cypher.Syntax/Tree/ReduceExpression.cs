namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>reduce(accumulator = initial, x IN list | step)</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Accumulator">What the running value is called inside.</param>
/// <param name="Initial">Its first value.</param>
/// <param name="Variable">What each element is called inside.</param>
/// <param name="List">The list.</param>
/// <param name="Step">The next running value.</param>
public sealed record ReduceExpression(
    SourceExtent Extent,
    Variable Accumulator,
    Expression Initial,
    Variable Variable,
    Expression List,
    Expression Step
) : Expression(Extent);
