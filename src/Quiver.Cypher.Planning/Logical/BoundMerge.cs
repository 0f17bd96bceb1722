using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>MERGE: matches its pattern, or else makes all of it.</summary>
internal sealed class BoundMerge : BoundClause
{
    /// <summary>Values of the pattern's properties, computed once for each row: both sides use them.</summary>
    public required IReadOnlyList<ProjectionItem> Values { get; init; }

    /// <summary>The pattern to be found.</summary>
    public required BoundMatch Match { get; init; }

    /// <summary>The same to be made: its columns are those of the pattern.</summary>
    public required BoundCreate Create { get; init; }

    /// <summary>What is changed in what was found.</summary>
    public required IReadOnlyList<EntityChange> OnMatch { get; init; }

    /// <summary>What is changed in what was made.</summary>
    public required IReadOnlyList<EntityChange> OnCreate { get; init; }
}
