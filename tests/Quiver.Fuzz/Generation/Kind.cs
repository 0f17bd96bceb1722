namespace Quiver.Fuzz.Generation;

/// <summary>What the generator knows of a variable or wants of an expression.</summary>
internal enum Kind
{
    Integer,
    Float,
    Text,
    Boolean,
    Date,
    DateTime,
    Duration,
    Point,
    Mixed,
    Integers,
    Texts,
    Map,

    /// <summary>A map with the keys that nodes have.</summary>
    Record,
    Records,
    Node,
    Relationship,
    Path,
    Nodes,
    Relationships,
}
