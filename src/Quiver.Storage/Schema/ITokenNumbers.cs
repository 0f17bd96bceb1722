namespace Quiver.Storage.Schema;

/// <summary>Gives names their numbers; a name that has none gets the next one.</summary>
public interface ITokenNumbers
{
    /// <summary>The number of a label, for nodes, or of a relationship type.</summary>
    int NumberOf(EntityKind entity, string labelOrType);

    /// <summary>The number of a property key.</summary>
    int NumberOfKey(string key);
}
