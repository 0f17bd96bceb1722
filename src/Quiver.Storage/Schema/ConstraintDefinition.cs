using System.Collections.Immutable;

namespace Quiver.Storage.Schema;

/// <summary>What a constraint demands: fixed from its creation to its end.</summary>
/// <param name="Id">Its number, shared with indexes and never given again.</param>
/// <param name="Name">Its name, shared with indexes.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Entity">Nodes or relationships.</param>
/// <param name="Token">The number of the label or type.</param>
/// <param name="Keys">The numbers of property keys, in order.</param>
/// <param name="Type">The types allowed, for a property type constraint.</param>
/// <param name="OwnedIndex">The index that keeps its keys unique, if any.</param>
public sealed record ConstraintDefinition(
    long Id,
    string Name,
    ConstraintKind Kind,
    EntityKind Entity,
    int Token,
    ImmutableArray<int> Keys,
    PropertyTypeSet? Type,
    long? OwnedIndex
)
{
    /// <summary>Whether keys are unique.</summary>
    public bool IsUnique => Kind is ConstraintKind.Uniqueness or ConstraintKind.Key;

    /// <summary>Whether all properties must exist.</summary>
    public bool RequiresExistence => Kind is ConstraintKind.Existence or ConstraintKind.Key;

    /// <summary>What it is about.</summary>
    internal IndexedShape Shape => new(Entity, Token, Keys);

    /// <summary>Whether it is about the same label or type and properties as another.</summary>
    public bool IsOver(EntityKind entity, int token, ReadOnlySpan<int> keys) =>
        Entity == entity && Token == token && Keys.AsSpan().SequenceEqual(keys);
}
