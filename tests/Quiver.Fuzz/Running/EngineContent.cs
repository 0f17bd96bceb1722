using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>The content of a result's graph.</summary>
internal sealed class EngineContent(IEntityLookup entities) : IContent
{
    public (IEnumerable<string>, IEnumerable<KeyValuePair<string, Value>>)? Node(long id)
    {
        var labels = new List<string>();
        var properties = new List<KeyValuePair<string, Value>>();
        entities.ReadLabels(new NodeId(id), labels);
        entities.ReadProperties(new NodeId(id), properties);
        return (labels, properties);
    }

    public (string, IEnumerable<KeyValuePair<string, Value>>)? Relationship(long id)
    {
        var properties = new List<KeyValuePair<string, Value>>();
        entities.ReadProperties(new RelationshipId(id), properties);
        entities.ReadRelationship(new RelationshipId(id), out string type, out _, out _);
        return (type, properties);
    }
}
