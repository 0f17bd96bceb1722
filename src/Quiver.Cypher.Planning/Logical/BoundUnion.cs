using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>The rows of several queries, one after the other.</summary>
/// <param name="parts">The queries; each has as many columns as the union, in its order.</param>
/// <param name="isAll">Whether duplicate rows stay.</param>
/// <param name="columns">The variables of its result.</param>
internal sealed class BoundUnion(
    IReadOnlyList<UnionPart> parts,
    bool isAll,
    IReadOnlyList<Variable> columns
) : BoundQuery(columns)
{
    /// <summary>The queries.</summary>
    public IReadOnlyList<UnionPart> Parts { get; } = parts;

    /// <summary>Whether duplicate rows stay.</summary>
    public bool IsAll { get; } = isAll;
}
