using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>A run of clauses.</summary>
/// <param name="clauses">The clauses in order.</param>
/// <param name="columns">The variables of its result.</param>
internal sealed class BoundSingleQuery(
    IReadOnlyList<BoundClause> clauses,
    IReadOnlyList<Variable> columns
) : BoundQuery(columns)
{
    /// <summary>The clauses in order.</summary>
    public IReadOnlyList<BoundClause> Clauses { get; } = clauses;
}
