using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// The source's rows, or one row when there is none: the arguments of the Apply above with null in all other columns. Stands only as the
/// right side of an <see cref="Apply"/> (or at the root of a plan, under which there are no arguments).
/// </summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="arguments">The columns that come from the Apply's left side.</param>
public sealed class Optional(PlanNode source, IReadOnlyList<Variable> arguments) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Optional";

    /// <inheritdoc/>
    public override string Details => PlanText.Variables(Arguments);

    /// <summary>The columns that come from the Apply's left side.</summary>
    public IReadOnlyList<Variable> Arguments { get; internal set; } = arguments;
}
