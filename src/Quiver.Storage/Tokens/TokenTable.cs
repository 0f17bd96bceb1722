using Quiver.Model;

namespace Quiver.Storage.Tokens;

/// <summary>The names of a database as one snapshot sees them. Immutable.</summary>
/// <param name="Labels">Labels.</param>
/// <param name="RelationshipTypes">Relationship types.</param>
/// <param name="PropertyKeys">Property keys of nodes and relationships.</param>
public sealed record TokenTable(
    TokenNames Labels,
    TokenNames RelationshipTypes,
    TokenNames PropertyKeys
)
{
    /// <summary>No names.</summary>
    public static readonly TokenTable Empty = new(
        TokenNames.Empty,
        TokenNames.Empty,
        TokenNames.Empty
    );

    /// <summary>The label of a name, or <see cref="LabelId.None"/>.</summary>
    public LabelId Label(string name) => new(Labels.Find(name));

    /// <summary>The relationship type of a name, or <see cref="RelationshipTypeId.None"/>.</summary>
    public RelationshipTypeId RelationshipType(string name) => new(RelationshipTypes.Find(name));

    /// <summary>The property key of a name, or <see cref="PropertyKeyId.None"/>.</summary>
    public PropertyKeyId PropertyKey(string name) => new(PropertyKeys.Find(name));
}
