namespace Quiver.Model.Values;

/// <summary>Cypher's three-valued logic.</summary>
public enum Ternary : sbyte
{
    /// <summary>Certainly not.</summary>
    False = 0,

    /// <summary>Certainly.</summary>
    True = 1,

    /// <summary>Unknown: null.</summary>
    Unknown = -1,
}
