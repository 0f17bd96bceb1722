namespace Quiver.Storage.Schema;

/// <summary>The kinds of constraint. Numbers are part of the format.</summary>
public enum ConstraintKind : byte
{
    /// <summary>No two have the same values.</summary>
    Uniqueness = 0,

    /// <summary>No two have the same values, and all have all of them.</summary>
    Key = 1,

    /// <summary>All have the property.</summary>
    Existence = 2,

    /// <summary>Where the property exists it is of certain types.</summary>
    PropertyType = 3,
}
