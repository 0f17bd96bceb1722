using System.Globalization;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Apoc.Import;

/// <summary>Which node a file's id means: one that this import has made, or else one that an earlier import left in the database.</summary>
/// <param name="snapshot">The database before this import.</param>
/// <param name="idKey">The property that keeps ids.</param>
/// <param name="charge">Takes memory from the query's budget.</param>
internal sealed class ImportedNodes(Snapshot snapshot, string idKey, Action<long> charge)
{
    private const int ChunkSize = 1024;
    private const long BytesOfNumber = 40;
    private const long BytesOfText = 120;

    private readonly Dictionary<long, long> _byNumber = [];
    private readonly Dictionary<string, long> _byText = new(StringComparer.Ordinal);
    private readonly List<LabelId> _labels = [];
    private Dictionary<string, List<long>>? _earlier;

    /// <summary>Notes a node that is in the database for good.</summary>
    public void Add(string id, NodeId node)
    {
        if (TryNumber(id, out long number))
        {
            charge(BytesOfNumber);
            _byNumber[number] = node.Value;
        }
        else
        {
            charge(BytesOfText + 2L * id.Length);
            _byText[id] = node.Value;
        }
    }

    /// <summary>Finds an end's node.</summary>
    public bool TryFind(in ImportEnd end, out NodeId node)
    {
        bool isFound = TryNumber(end.Id, out long number)
            ? _byNumber.TryGetValue(number, out long id)
            : _byText.TryGetValue(end.Id, out id);
        if (isFound)
        {
            node = new NodeId(id);
            return true;
        }
        _earlier ??= ReadEarlier();
        foreach (long candidate in _earlier.GetValueOrDefault(end.Id) ?? [])
        {
            node = new NodeId(candidate);
            if (HasAll(node, end.Labels))
            {
                return true;
            }
        }
        node = default;
        return false;
    }

    // "007" is another id than "7".
    private static bool TryNumber(string id, out long number) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && (id.Length == 1 || id[0] != '0');

    private bool HasAll(NodeId node, IReadOnlyList<string> labels)
    {
        _labels.Clear();
        snapshot.ReadLabels(node, _labels);
        foreach (string label in labels)
        {
            if (!_labels.Contains(snapshot.Tokens.Label(label)))
            {
                return false;
            }
        }
        return true;
    }

    private Dictionary<string, List<long>> ReadEarlier()
    {
        var earlier = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var key = snapshot.Tokens.PropertyKey(idKey);
        if (key.Value < 0)
        {
            return earlier;
        }
        var scan = snapshot.ScanNodes(LabelId.None);
        long[] nodes = new long[ChunkSize];
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        for (int count = scan.Next(nodes); count > 0; count = scan.Next(nodes))
        {
            foreach (long node in nodes.AsSpan(0, count))
            {
                properties.Clear();
                snapshot.ReadProperties(new NodeId(node), properties);
                int at = properties.FindIndex(p => p.Key == key);
                if (at < 0)
                {
                    continue;
                }
                var value = properties[at].Value;
                string id = value.Kind == ValueKind.String ? value.AsString() : value.ToString();
                if (!earlier.TryGetValue(id, out var list))
                {
                    charge(BytesOfText + 2L * id.Length);
                    list = [];
                    earlier.Add(id, list);
                }
                list.Add(node);
            }
        }
        return earlier;
    }
}
