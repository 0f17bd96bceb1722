namespace Quiver.Storage.Schema;

/// <summary>A node or relationship that a constraint does not allow.</summary>
/// <param name="Constraint">The constraint.</param>
/// <param name="Id">Its id.</param>
/// <param name="Other">Another one, of a lower id, that has the same values; null when it lacks a property or has one of a wrong type.</param>
public readonly record struct ConstraintViolation(
    ConstraintDefinition Constraint,
    long Id,
    long? Other
);
