using Quiver.Import.Headers;
using Quiver.Storage.Schema;

namespace Quiver.Import.Ids;

/// <summary>A group of node identifiers: equal ids of different groups are different nodes, unless they are the nodes' own ids.</summary>
/// <param name="Name">The group's name; empty for the global one.</param>
/// <param name="Type">What its identifiers are.</param>
internal sealed record IdSpace(string Name, IdType Type)
{
    /// <summary>Its nodes by identifier. Spaces of <see cref="IdType.Actual"/> share one.</summary>
    public IdMap Map { get; } = new(isText: Type == IdType.String);

    /// <summary>The unique constraint by which an incremental import finds its nodes in the database; set before any id is read.</summary>
    public ConstraintDefinition? Key { get; set; }

    /// <summary>Whether the map has the nodes of the database, too: then nobody need look for them there. Set between the nodes' and the relationships' files of an incremental import.</summary>
    public bool HoldsDatabase { get; set; }

    /// <summary>The type that identifiers are written in and stored as.</summary>
    public PropertyType ValueType { get; init; } =
        Type == IdType.String ? PropertyType.String : PropertyType.Long;

    /// <summary>Whether identifiers of several columns are compared column by column instead of as one text. Set before any id is read.</summary>
    public bool KeepsPartsApart { get; set; }

    /// <summary>The space as messages call it.</summary>
    public string Description => Name.Length == 0 ? "the global id space" : $"group '{Name}'";

    /// <summary>What its identifiers are, as options call it.</summary>
    public string TypeName => Type == IdType.Actual ? "actual" : PropertyTypes.NameOf(ValueType);
}
