using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>SET or REMOVE.</summary>
/// <param name="items">The changes, made in this order for each row.</param>
internal sealed class BoundChanges(IReadOnlyList<EntityChange> items) : BoundClause
{
    /// <summary>The changes, made in this order for each row.</summary>
    public IReadOnlyList<EntityChange> Items { get; } = items;
}
