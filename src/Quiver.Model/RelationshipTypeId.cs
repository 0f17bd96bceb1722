namespace Quiver.Model;

/// <summary>The number that a relationship type's name has in its database, from 0.</summary>
/// <param name="Value">The number.</param>
public readonly record struct RelationshipTypeId(int Value)
{
    /// <summary>No type of that name exists.</summary>
    public static readonly RelationshipTypeId None = new(-1);
}
