using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Refactor;

/// <summary>A relationship of a merged node.</summary>
/// <param name="kept">The one that stays, if one does; otherwise it is made.</param>
/// <param name="type">Its type.</param>
/// <param name="start">Where it starts.</param>
/// <param name="end">Where it ends.</param>
/// <param name="properties">What it gets.</param>
internal sealed class MergedRelationship(
    RelationshipId? kept,
    string type,
    NodeId start,
    NodeId end,
    MergedProperties properties
)
{
    /// <summary>The one that stays; null where it is made.</summary>
    public RelationshipId? Kept => kept;

    /// <summary>What it gets.</summary>
    public MergedProperties Properties => properties;

    /// <summary>Whether others have become one with it.</summary>
    public bool IsChanged { get; set; }

    /// <summary>As a parameter of the query that makes or changes it.</summary>
    public Value ToValue() =>
        Value.Map(
            new MapValue([
                new("kept", kept is { } id ? Value.Relationship(id) : Value.Null),
                new("type", Value.String(type)),
                new("start", Value.Node(start)),
                new("end", Value.Node(end)),
                new("properties", Value.Map(properties.ToMap())),
            ])
        );
}
