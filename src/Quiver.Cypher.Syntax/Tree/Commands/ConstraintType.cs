namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>What a constraint demands.</summary>
public enum ConstraintType
{
    /// <summary>No two have the same values: IS UNIQUE.</summary>
    Uniqueness,

    /// <summary>All have the properties and no two the same values: IS KEY.</summary>
    Key,

    /// <summary>All have the property: IS NOT NULL.</summary>
    Existence,

    /// <summary>The property's values are of certain types: IS ::.</summary>
    PropertyType,
}
