namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>In which order an index gives what it finds.</summary>
public enum IndexOrder
{
    /// <summary>Any.</summary>
    None,

    /// <summary>Small keys first.</summary>
    Ascending,

    /// <summary>Large keys first.</summary>
    Descending,
}
