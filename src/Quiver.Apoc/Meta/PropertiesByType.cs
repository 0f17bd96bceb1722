using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Apoc.Meta;

/// <summary>The properties of the relationships that were looked at, by type.</summary>
/// <param name="snapshot">The graph.</param>
internal sealed class PropertiesByType(Snapshot snapshot)
{
    private readonly SortedDictionary<string, PropertyTypes> _types = new(StringComparer.Ordinal);

    /// <summary>The types that were asked for, by name, with their properties.</summary>
    public IReadOnlyDictionary<string, PropertyTypes> All => _types;

    /// <summary>Those of a type, to be read or added to.</summary>
    public PropertyTypes Of(string type)
    {
        if (!_types.TryGetValue(type, out var properties))
        {
            int token = snapshot.Tokens.RelationshipTypes.Find(type);
            properties = new PropertyTypes(snapshot, EntityKind.Relationship, token);
            _types.Add(type, properties);
        }
        return properties;
    }
}
