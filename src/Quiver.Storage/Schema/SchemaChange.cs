namespace Quiver.Storage.Schema;

/// <summary>One change of a schema, as a commit carries it.</summary>
/// <param name="Kind">What changes.</param>
/// <param name="Id">The index or constraint.</param>
/// <param name="Index">The index created, if one is.</param>
/// <param name="Constraint">The constraint created, if one is.</param>
internal sealed record SchemaChange(
    SchemaChangeKind Kind,
    long Id,
    IndexDefinition? Index,
    ConstraintDefinition? Constraint
)
{
    /// <summary>An index is created.</summary>
    public static SchemaChange Create(IndexDefinition index) =>
        new(SchemaChangeKind.CreateIndex, index.Id, index, null);

    /// <summary>A constraint is created.</summary>
    public static SchemaChange Create(ConstraintDefinition constraint) =>
        new(SchemaChangeKind.CreateConstraint, constraint.Id, null, constraint);

    /// <summary>An index is dropped.</summary>
    public static SchemaChange DropIndex(long id) =>
        new(SchemaChangeKind.DropIndex, id, null, null);

    /// <summary>A constraint is dropped.</summary>
    public static SchemaChange DropConstraint(long id) =>
        new(SchemaChangeKind.DropConstraint, id, null, null);
}
