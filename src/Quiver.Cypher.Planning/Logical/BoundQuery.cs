using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>A query whose names are resolved: a run of clauses, or a union of several.</summary>
/// <param name="columns">The variables of its result, named as the result's columns; empty without RETURN.</param>
internal abstract class BoundQuery(IReadOnlyList<Variable> columns)
{
    /// <summary>The variables of its result, named as the result's columns; empty without RETURN.</summary>
    public IReadOnlyList<Variable> Columns { get; } = columns;
}
