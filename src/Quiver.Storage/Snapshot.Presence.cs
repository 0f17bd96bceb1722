using Quiver.Model;
using Quiver.Storage.Reading;

namespace Quiver.Storage;

public sealed partial class Snapshot
{
    /// <summary>For each node whether it has a property: 1, or 0 also where the id is below 0. Costs no look at values, however long they are.</summary>
    /// <param name="key">The property.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="present">Where to; as long as the nodes.</param>
    public void ReadNodePresence(PropertyKeyId key, ReadOnlySpan<long> nodes, Span<long> present)
    {
        _base.ReadNodePresence(key, nodes, present);
        Put(PropertyChanges.OfNodes(_runs, key.Value, nodes), present);
    }

    /// <summary>For each relationship likewise.</summary>
    /// <param name="key">The property.</param>
    /// <param name="relationships">The relationships.</param>
    /// <param name="present">Where to; as long as the relationships.</param>
    public void ReadRelationshipPresence(
        PropertyKeyId key,
        ReadOnlySpan<long> relationships,
        Span<long> present
    )
    {
        _base.ReadRelationshipPresence(key, relationships, present);
        Put(PropertyChanges.OfRelationships(_runs, key.Value, relationships), present);
    }

    private static void Put(PropertyChanges changes, Span<long> present)
    {
        for (int i = 0; i < changes.Count; i++)
        {
            var (place, value) = changes[i];
            present[place] = value.IsNull ? 0 : 1;
        }
    }
}
