namespace Quiver.Storage.Schema;

/// <summary>What became of a change of the schema, and what stood in its way.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Index">The index created or dropped, or the one in the way.</param>
/// <param name="Constraint">The constraint created or dropped, or the one in the way.</param>
public readonly record struct SchemaChangeResult(
    SchemaOutcome Outcome,
    IndexDefinition? Index,
    ConstraintDefinition? Constraint
)
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Outcome == SchemaOutcome.Done;

    /// <summary>Whether something of that name or meaning exists: what <c>IF NOT EXISTS</c> passes over.</summary>
    public bool Exists =>
        Outcome
            is SchemaOutcome.EquivalentIndexExists
                or SchemaOutcome.EquivalentConstraintExists
                or SchemaOutcome.IndexExists
                or SchemaOutcome.ConstraintExists
                or SchemaOutcome.ConstraintOwnsIndex
                or SchemaOutcome.IndexNameTaken
                or SchemaOutcome.ConstraintNameTaken;

    /// <summary>Whether there is nothing of that name: what <c>IF EXISTS</c> passes over.</summary>
    public bool IsNotFound =>
        Outcome is SchemaOutcome.IndexNotFound or SchemaOutcome.ConstraintNotFound;
}
