using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The rows of the left side with a column that says whether the right side gives a row.</summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">The side that is run for each left row, until its first row.</param>
/// <param name="result">The column: a boolean, never null.</param>
public sealed class LetSemiApply(PlanNode left, PlanNode right, Variable result)
    : ApplyNode(left, right, [.. left.Output, result])
{
    /// <inheritdoc/>
    public override string Name => "LetSemiApply";

    /// <inheritdoc/>
    public override string Details => PlanText.Variable(Result);

    /// <summary>The column: a boolean, never null.</summary>
    public Variable Result { get; } = result;

    internal override IEnumerable<Variable> Introduced => [Result];
}
