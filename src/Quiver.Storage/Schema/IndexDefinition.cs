using System.Collections.Immutable;
using Quiver.Model.Values;

namespace Quiver.Storage.Schema;

/// <summary>What an index is: fixed from its creation to its end.</summary>
/// <param name="Id">Its number, shared with constraints and never given again.</param>
/// <param name="Name">Its name, shared with constraints.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Entity">Nodes or relationships.</param>
/// <param name="Tokens">The numbers of labels or types; none for lookup.</param>
/// <param name="Keys">The numbers of property keys, in order; none for lookup. Of a vector index, the first is that of the vectors; the others are those that conditions of its searches may be about.</param>
/// <param name="OwningConstraint">The constraint that it belongs to, if any: its keys are then unique.</param>
/// <param name="Options">What the user said: <c>indexConfig</c>, <c>indexProvider</c>.</param>
public sealed record IndexDefinition(
    long Id,
    string Name,
    IndexKind Kind,
    EntityKind Entity,
    ImmutableArray<int> Tokens,
    ImmutableArray<int> Keys,
    long? OwningConstraint,
    MapValue Options
)
{
    /// <summary>Whether entries are kept for it, which must be built; others are answered by the store itself.</summary>
    public bool HasEntries => Kind is not (IndexKind.Lookup or IndexKind.Vector);

    /// <summary>Whether the conditions of queries can be looked up in it; others are searched by procedures, or are what the store itself has.</summary>
    public bool AnswersConditions => HasEntries && Kind != IndexKind.FullText;

    /// <summary>Whether no two entities have the same key, because a constraint says so.</summary>
    public bool IsUnique => OwningConstraint is not null;

    /// <summary>The label or type, the first of several of a full-text or vector index; the index is not of kind lookup.</summary>
    public int Token => Tokens[0];

    /// <summary>The provider's name as Neo4j gives it.</summary>
    public string Provider =>
        Kind switch
        {
            IndexKind.Lookup => "token-lookup-1.0",
            IndexKind.Text => "text-2.0",
            IndexKind.Point => "point-1.0",
            IndexKind.Vector => "vector-2.0",
            IndexKind.FullText => "fulltext-1.0",
            _ => "range-1.0",
        };

    /// <summary>What it is about; the index is not of kind lookup.</summary>
    internal IndexedShape Shape => new(Entity, Token, Keys) { Tokens = Tokens };

    /// <summary>Whether it indexes the same as another of its kind.</summary>
    public bool IsOver(EntityKind entity, ReadOnlySpan<int> tokens, ReadOnlySpan<int> keys) =>
        Entity == entity
        && Tokens.AsSpan().SequenceEqual(tokens)
        && Keys.AsSpan().SequenceEqual(keys);
}
