using System.Runtime.InteropServices;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>
/// What the rows so far of one SET or REMOVE have changed: a later row sees it before the snapshot does. Holds the newest value of a
/// property and the newest state of a label only.
/// </summary>
internal sealed class PendingChanges(QueryMemory memory)
{
    private const int EntityBytes = 120;

    // Each made when it is first needed: most statements note nothing.
    private Dictionary<long, List<KeyValuePair<int, Value>>>? _nodes;
    private Dictionary<long, List<KeyValuePair<int, Value>>>? _relationships;
    private Dictionary<(long Node, int Label), bool>? _labels;
    private long _chargedBytes;

    /// <summary>Whether nothing has changed.</summary>
    public bool IsEmpty =>
        _nodes is not { Count: > 0 }
        && _relationships is not { Count: > 0 }
        && _labels is not { Count: > 0 };

    /// <summary>Notes a property's new value; null when it was removed.</summary>
    public void SetProperty(Value entity, int key, Value value)
    {
        var entities = entity.Kind == ValueKind.Node ? _nodes ??= [] : _relationships ??= [];
        ref var properties = ref CollectionsMarshal.GetValueRefOrAddDefault(
            entities,
            entity.Bits,
            out bool exists
        );
        Charge((exists ? 0 : EntityBytes) + ValueMemory.Of(value));
        properties ??= [];
        for (int i = 0; i < properties.Count; i++)
        {
            if (properties[i].Key == key)
            {
                properties[i] = new(key, value);
                return;
            }
        }
        properties.Add(new(key, value));
    }

    /// <summary>The newest value of a property, if it was changed.</summary>
    public bool TryGetProperty(ValueKind kind, long entity, int key, out Value value)
    {
        foreach (var property in PropertiesOf(kind, entity))
        {
            if (property.Key == key)
            {
                value = property.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>The changed properties of an entity; null for a removed one.</summary>
    public ReadOnlySpan<KeyValuePair<int, Value>> PropertiesOf(ValueKind kind, long entity) =>
        (kind == ValueKind.Node ? _nodes : _relationships) is { } entities
        && entities.TryGetValue(entity, out var properties)
            ? CollectionsMarshal.AsSpan(properties)
            : [];

    /// <summary>Notes that a node has a label, or has it no longer.</summary>
    public void SetLabel(long node, int label, bool isPresent)
    {
        Charge(EntityBytes / 2);
        (_labels ??= [])[(node, label)] = isPresent;
    }

    /// <summary>Whether a node has a label, if that was changed.</summary>
    public bool TryGetLabel(long node, int label, out bool isPresent)
    {
        isPresent = false;
        return _labels?.TryGetValue((node, label), out isPresent) == true;
    }

    /// <summary>Forgets everything: the snapshot has it.</summary>
    public void Clear()
    {
        _nodes?.Clear();
        _relationships?.Clear();
        _labels?.Clear();
        memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    private void Charge(long bytes)
    {
        memory.Charge(bytes);
        _chargedBytes += bytes;
    }
}
