namespace Quiver.Model;

/// <summary>The number that a label's name has in its database, from 0. <see cref="None"/> for a name that does not occur.</summary>
/// <param name="Value">The number.</param>
public readonly record struct LabelId(int Value)
{
    /// <summary>No label of that name exists.</summary>
    public static readonly LabelId None = new(-1);
}
