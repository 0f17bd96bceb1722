using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>What nodes and relationships of a result hold.</summary>
internal interface IContent
{
    /// <summary>Labels and properties of a node; null when it is gone.</summary>
    (IEnumerable<string> Labels, IEnumerable<KeyValuePair<string, Value>> Properties)? Node(
        long id
    );

    /// <summary>Type and properties of a relationship; null when it is gone.</summary>
    (string Type, IEnumerable<KeyValuePair<string, Value>> Properties)? Relationship(long id);
}
