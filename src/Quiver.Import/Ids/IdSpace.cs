namespace Quiver.Import.Ids;

/// <summary>A group of node identifiers: equal ids of different groups are different nodes.</summary>
/// <param name="Name">The group's name; empty for the global one.</param>
/// <param name="Type">What its identifiers are.</param>
internal sealed record IdSpace(string Name, IdType Type)
{
    /// <summary>Its nodes by identifier.</summary>
    public IdMap Map { get; } = new(isText: Type != IdType.Integer);

    /// <summary>The space as messages call it.</summary>
    public string Description => Name.Length == 0 ? "the global id space" : $"group '{Name}'";
}
