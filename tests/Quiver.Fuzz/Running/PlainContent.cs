using Quiver.Fuzz.Reference;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>The content of a plain graph.</summary>
internal sealed class PlainContent(PlainGraph graph) : IContent
{
    public (IEnumerable<string>, IEnumerable<KeyValuePair<string, Value>>)? Node(long id) =>
        graph.Nodes.TryGetValue(id, out var node) ? (node.Labels, node.Properties) : null;

    public (string, IEnumerable<KeyValuePair<string, Value>>)? Relationship(long id) =>
        graph.Relationships.TryGetValue(id, out var r) ? (r.Type, r.Properties) : null;
}
