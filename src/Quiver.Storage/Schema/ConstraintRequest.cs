using System.Collections.Immutable;
using Quiver.Model.Values;

namespace Quiver.Storage.Schema;

/// <summary>A constraint to be created.</summary>
public sealed record ConstraintRequest
{
    /// <summary>The name; null for a generated one.</summary>
    public string? Name { get; init; }

    /// <summary>The kind.</summary>
    public required ConstraintKind Kind { get; init; }

    /// <summary>Nodes or relationships.</summary>
    public EntityKind Entity { get; init; }

    /// <summary>The label or type.</summary>
    public required string LabelOrType { get; init; }

    /// <summary>Property keys, in order.</summary>
    public required ImmutableArray<string> Properties { get; init; }

    /// <summary>The types allowed, for a property type constraint only.</summary>
    public PropertyTypeSet? Type { get; init; }

    /// <summary>Options of the index that a unique constraint owns.</summary>
    public MapValue Options { get; init; } = MapValue.Empty;
}
