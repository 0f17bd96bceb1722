using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model;
using Quiver.Model.Json;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>
/// What stands in the objects of nodes besides their type, without the braces. Made for many nodes at once, in the order of their ids, and remembered, since each relationship repeats it for both
/// of its ends.
/// </summary>
/// <remarks>Not thread safe.</remarks>
/// <param name="snapshot">The graph.</param>
/// <param name="entities">Reads single nodes, also those that are in no graph.</param>
/// <param name="options">What is written.</param>
internal sealed class NodeTexts(Snapshot snapshot, IEntityLookup entities, ExportOptions options)
{
    // What is remembered is forgotten as a whole between two chunks when it takes more than half of this.
    private const int MaxRememberedBytes = 4 << 20;
    private const int Single = -1;
    private const int FirstShared = -2;
    private const int SpareNodes = NodePlaces.MaxNodes - 2 * ExportChunk.MaxRows;

    // So many nodes are read at once, fewer where they are large.
    private const int MaxBatchRows = 1024;
    private const int MaxBatchBytes = 1 << 20;

    private readonly PropertyColumns _columns = new(snapshot, ofNodes: true);
    private readonly LabelTexts _labels = new(snapshot);
    private JsonText _remembered = new();
    private readonly NodePlaces _places = new();
    private readonly List<string> _names = [];
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private readonly List<long> _missing = [];
    private readonly List<int> _missingSlots = [];
    private SharedNodeTexts? _shared;
    private int _batchRows = MaxBatchRows / 16;

    /// <summary>Bytes that are held.</summary>
    public long HeldBytes => _remembered.Capacity + NodePlaces.HeldBytes;

    /// <summary>Begins to gather nodes whose texts are needed soon.</summary>
    /// <param name="shared">Where texts are kept for all threads, for those that say so.</param>
    public void BeginPrepare(SharedNodeTexts? shared = null)
    {
        _shared = shared;
        if (_remembered.Length > MaxRememberedBytes / 2 || _places.Count > SpareNodes)
        {
            if (_remembered.Capacity > 2 * MaxRememberedBytes)
            {
                // Large texts came last: their memory is not kept for those that follow.
                _remembered = new JsonText();
            }
            _remembered.Clear();
            _places.Clear();
        }
    }

    /// <summary>Gathers nodes and makes the texts of those that have none.</summary>
    /// <param name="nodes">The nodes; those that are in no graph are passed over.</param>
    /// <param name="slots">Gets, for each node, what <see cref="Append(JsonText, long, int)"/> takes.</param>
    /// <param name="isShared">Whether their texts are kept for all threads.</param>
    public void Prepare(ReadOnlySpan<long> nodes, Span<int> slots, bool isShared = false)
    {
        var shared = isShared ? _shared : null;
        Gather(nodes, slots, shared);
        MakeMissing(shared);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(ReadOnlySpan<long> nodes, Span<int> slots, SharedNodeTexts? shared)
    {
        _missing.Clear();
        _missingSlots.Clear();
        long last = -1;
        int slot = -1;
        for (int i = 0; i < nodes.Length; i++)
        {
            long node = nodes[i];
            if (node != last)
            {
                last = node;
                slot = SlotOf(node, shared);
            }
            slots[i] = slot;
        }
    }

    /// <summary>Where the text of a node stands or will stand: from 0 on here, below -1 among those of all threads; -1 for a node that is to be appended by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SlotOf(long node, SharedNodeTexts? shared)
    {
        if (node < 0)
        {
            return Single;
        }
        if (shared?.Find(node) is >= 0 and var slot)
        {
            return FirstShared - slot;
        }
        int own = _places.Add(node, out bool isNew);
        if (isNew)
        {
            _missing.Add(node);
            _missingSlots.Add(own);
        }
        return own;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakeMissing(SharedNodeTexts? shared)
    {
        var missing = CollectionsMarshal.AsSpan(_missing);
        var slots = CollectionsMarshal.AsSpan(_missingSlots);
        missing.Sort(slots);
        while (!missing.IsEmpty && _remembered.Length <= MaxRememberedBytes)
        {
            var batch = missing[..Math.Min(missing.Length, _batchRows)];
            var slotsOfBatch = slots[..batch.Length];
            missing = missing[batch.Length..];
            slots = slots[batch.Length..];
            int before = _remembered.Length;
            if (!TryRead(batch))
            {
                break;
            }
            for (int row = 0; row < batch.Length; row++)
            {
                int start = _remembered.Length;
                int properties = AppendRow(_remembered, batch[row], row);
                _places[slotsOfBatch[row]] = new(start, _remembered.Length - start, properties);
                shared?.Add(batch[row], _remembered.Bytes[start..], properties);
            }
            Adapt(batch.Length, _remembered.Length - before);
        }
    }

    /// <summary>Appends a node's text; its cost is that of copying where it was prepared.</summary>
    /// <returns>How many properties it has.</returns>
    public int Append(JsonText json, long node) =>
        Append(json, node, node < 0 ? Single : _places.Find(node));

    /// <summary>Appends the text of a node whose slot is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Append(JsonText json, long node, int slot)
    {
        if (slot <= FirstShared)
        {
            json.Append(_shared!.TextOf(FirstShared - slot, out int count));
            return count;
        }
        if (slot >= 0 && _places[slot] is { Length: > 0 } place)
        {
            json.Append(_remembered.Bytes.Slice(place.Start, place.Length));
            return place.Properties;
        }
        return AppendSingle(json, new NodeId(node));
    }

    /// <summary>The rows that can be read next at once.</summary>
    public int BatchRows => _batchRows;

    /// <summary>Lets the processor fetch a text whose slot is known and that is appended soon.</summary>
    public void Hint(int slot)
    {
        if (slot <= FirstShared)
        {
            _shared!.Hint(FirstShared - slot);
        }
    }

    /// <summary>Reads a batch of nodes that are in the graph, to append them by their rows.</summary>
    /// <returns>False where that does not pay: then they are appended one by one.</returns>
    public bool TryRead(ReadOnlySpan<long> nodes)
    {
        if (options.WritesNodeProperties)
        {
            return _columns.TryRead(nodes);
        }
        return true;
    }

    /// <summary>Appends the text of a node of the batch.</summary>
    /// <returns>How many properties it has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int AppendRow(JsonText json, long node, int row)
    {
        json.AppendLiteral("\"id\":\""u8);
        json.AppendInteger(node);
        json.AppendLiteral("\""u8);
        json.Append(_labels.Of(new NodeId(node)));
        return options.WritesNodeProperties ? _columns.Append(json, row) : 0;
    }

    /// <summary>Chooses how many rows are read next, by what the last ones took.</summary>
    public void Adapt(int rows, int bytes)
    {
        if (bytes > MaxBatchBytes)
        {
            _batchRows = Math.Max(1, rows / 2);
        }
        else if (bytes < MaxBatchBytes / 4 && rows == _batchRows)
        {
            _batchRows = Math.Min(MaxBatchRows, rows * 2);
        }
    }

    /// <summary>Appends the text of one node, which may be in no graph.</summary>
    /// <returns>How many properties it has.</returns>
    public int AppendSingle(JsonText json, NodeId node)
    {
        _names.Clear();
        _properties.Clear();
        entities.ReadLabels(node, _names);
        if (options.WritesNodeProperties)
        {
            entities.ReadProperties(node, _properties);
        }
        json.Append("\"id\":\""u8);
        json.AppendInteger(node.Value);
        json.Append("\""u8);
        json.Append(LabelTexts.Make(_names));
        AppendProperties(json, _properties);
        return _properties.Count;
    }

    /// <summary>Appends properties by their names, unless there are none.</summary>
    public static void AppendProperties(JsonText json, List<KeyValuePair<string, Value>> properties)
    {
        for (int i = 0; i < properties.Count; i++)
        {
            json.Append(i == 0 ? ",\"properties\":{"u8 : ","u8);
            json.AppendString(Encoding.UTF8.GetBytes(properties[i].Key));
            json.Append(":"u8);
            JsonValueText.Append(json, properties[i].Value);
        }
        if (properties.Count > 0)
        {
            json.Append("}"u8);
        }
    }
}
