namespace Quiver.Storage.Schema;

/// <summary>Finds what a DROP is about.</summary>
internal static class SchemaDrops
{
    /// <summary>The change that drops an index which no constraint owns; null where there is none, or a constraint owns it.</summary>
    public static (SchemaChangeResult Result, SchemaChange? Change) OfIndex(
        SchemaDefinitions schema,
        string name
    )
    {
        if (schema.FindIndex(name) is not { } index)
        {
            return (new(SchemaOutcome.IndexNotFound, null, null), null);
        }
        if (index.OwningConstraint is { } owner && schema.FindConstraint(owner) is { } constraint)
        {
            return (new(SchemaOutcome.IndexBelongsToConstraint, index, constraint), null);
        }
        return (new(SchemaOutcome.Done, index, null), SchemaChange.DropIndex(index.Id));
    }

    /// <summary>The change that drops a constraint with its index; null where there is none.</summary>
    public static (SchemaChangeResult Result, SchemaChange? Change) OfConstraint(
        SchemaDefinitions schema,
        string name
    ) =>
        schema.FindConstraint(name) is { } constraint
            ? (
                new(SchemaOutcome.Done, null, constraint),
                SchemaChange.DropConstraint(constraint.Id)
            )
            : (new(SchemaOutcome.ConstraintNotFound, null, null), null);
}
