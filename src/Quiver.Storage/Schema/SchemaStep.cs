namespace Quiver.Storage.Schema;

/// <summary>One change of a schema that is asked for: something created or dropped. Just one of the four is there.</summary>
public sealed record SchemaStep
{
    /// <summary>The command in one form for all ways of writing it.</summary>
    public required string Text { get; init; }

    /// <summary>The index to create.</summary>
    public IndexRequest? Index { get; init; }

    /// <summary>The constraint to create.</summary>
    public ConstraintRequest? Constraint { get; init; }

    /// <summary>The name of the index to drop.</summary>
    public string? DroppedIndex { get; init; }

    /// <summary>The name of the constraint to drop.</summary>
    public string? DroppedConstraint { get; init; }

    /// <summary>Whether nothing is done where it exists (<c>IF NOT EXISTS</c>), or does not (<c>IF EXISTS</c>); otherwise that is an error.</summary>
    public bool IsLenient { get; init; }

    /// <summary>The name of what is dropped; empty where something is created.</summary>
    public string DroppedName => DroppedIndex ?? DroppedConstraint ?? "";

    /// <summary>Whether an outcome is one that the step passes over.</summary>
    public bool PassesOver(SchemaChangeResult result) =>
        IsLenient && (result.Exists || result.IsNotFound);
}
