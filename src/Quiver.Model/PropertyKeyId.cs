namespace Quiver.Model;

/// <summary>The number that a property key's name has in its database, from 0.</summary>
/// <param name="Value">The number.</param>
public readonly record struct PropertyKeyId(int Value)
{
    /// <summary>No property key of that name exists.</summary>
    public static readonly PropertyKeyId None = new(-1);
}
