namespace Quiver.Storage.Schema;

/// <summary>What an index or constraint is about. Numbers are part of the format.</summary>
public enum EntityKind : byte
{
    /// <summary>Nodes of a label.</summary>
    Node = 0,

    /// <summary>Relationships of a type.</summary>
    Relationship = 1,
}
