namespace Quiver.Storage.Schema;

/// <summary>Finds what in a schema excludes a new index or constraint.</summary>
internal static class SchemaConflicts
{
    /// <summary>What excludes an index; null for nothing.</summary>
    public static SchemaChangeResult? Find(SchemaDefinitions schema, IndexDefinition wanted)
    {
        var same = FindSame(schema, wanted);
        if (same is not null && string.Equals(same.Name, wanted.Name, StringComparison.Ordinal))
        {
            return same.OwningConstraint is null
                ? new(SchemaOutcome.EquivalentIndexExists, same, null)
                : new(SchemaOutcome.ConstraintNameTaken, same, OwnerOf(schema, same));
        }
        if (FindName(schema, wanted.Name) is { } taken)
        {
            return taken;
        }
        if (same is null)
        {
            return null;
        }
        return same.OwningConstraint is null
            ? new(SchemaOutcome.IndexExists, same, null)
            : new(SchemaOutcome.ConstraintOwnsIndex, same, OwnerOf(schema, same));
    }

    /// <summary>What excludes a constraint; null for nothing.</summary>
    public static SchemaChangeResult? Find(SchemaDefinitions schema, ConstraintDefinition wanted)
    {
        ConstraintDefinition? same = null;
        foreach (var constraint in schema.Constraints)
        {
            if (!constraint.IsOver(wanted.Entity, wanted.Token, wanted.Keys.AsSpan()))
            {
                continue;
            }
            bool isEquivalent = constraint.Kind == wanted.Kind && constraint.Type == wanted.Type;
            if (
                isEquivalent
                && string.Equals(constraint.Name, wanted.Name, StringComparison.Ordinal)
            )
            {
                return new(SchemaOutcome.EquivalentConstraintExists, null, constraint);
            }
            if (isEquivalent || Excludes(constraint, wanted))
            {
                same ??= constraint;
            }
        }
        if (FindName(schema, wanted.Name) is { } taken)
        {
            return taken;
        }
        if (same is not null)
        {
            return new(SchemaOutcome.ConstraintExists, null, same);
        }
        return wanted.IsUnique && FindRange(schema, wanted) is { } index
            ? new(SchemaOutcome.IndexBlocksConstraint, index, null)
            : null;
    }

    /// <summary>Two unique ones need one index; two types of one property contradict each other.</summary>
    private static bool Excludes(ConstraintDefinition one, ConstraintDefinition other) =>
        (one.IsUnique && other.IsUnique)
        || (one.Kind == ConstraintKind.PropertyType && other.Kind == ConstraintKind.PropertyType);

    private static SchemaChangeResult? FindName(SchemaDefinitions schema, string name)
    {
        // A constraint's index has its name: the constraint is what people know.
        if (schema.FindConstraint(name) is { } constraint)
        {
            return new(SchemaOutcome.ConstraintNameTaken, null, constraint);
        }
        return schema.FindIndex(name) is { } index
            ? new(SchemaOutcome.IndexNameTaken, index, null)
            : null;
    }

    private static IndexDefinition? FindSame(SchemaDefinitions schema, IndexDefinition wanted)
    {
        foreach (var index in schema.Indexes)
        {
            if (
                index.Kind == wanted.Kind
                && index.IsOver(wanted.Entity, wanted.Tokens.AsSpan(), wanted.Keys.AsSpan())
            )
            {
                return index;
            }
        }
        return null;
    }

    private static IndexDefinition? FindRange(SchemaDefinitions schema, ConstraintDefinition wanted)
    {
        foreach (var index in schema.Indexes)
        {
            if (
                index.Kind == IndexKind.Range
                && index.IsOver(wanted.Entity, [wanted.Token], wanted.Keys.AsSpan())
            )
            {
                return index;
            }
        }
        return null;
    }

    private static ConstraintDefinition? OwnerOf(SchemaDefinitions schema, IndexDefinition index) =>
        index.OwningConstraint is { } owner ? schema.FindConstraint(owner) : null;
}
