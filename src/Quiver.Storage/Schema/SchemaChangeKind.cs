namespace Quiver.Storage.Schema;

/// <summary>The changes of a schema. Numbers are part of the format.</summary>
internal enum SchemaChangeKind : byte
{
    /// <summary>An index is defined; it is built afterwards.</summary>
    CreateIndex = 1,

    /// <summary>An index is gone.</summary>
    DropIndex = 2,

    /// <summary>A constraint holds; its index, if it has one, was defined before.</summary>
    CreateConstraint = 3,

    /// <summary>A constraint is gone, with the index that it owns.</summary>
    DropConstraint = 4,
}
