using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>The JSON of sets of labels: <c>,"labels":["A","B"]</c>, and nothing for the empty set.</summary>
/// <param name="snapshot">The graph.</param>
internal sealed class LabelTexts(Snapshot snapshot)
{
    // Sets differ in few ways. Where they do not, texts are made anew each time.
    private const int MaxSets = 1024;

    private readonly Dictionary<int, (LabelId[] Set, byte[] Text)> _texts = [];
    private readonly List<LabelId> _labels = [];
    private LabelId[] _lastSet = [];
    private byte[] _lastText = [];

    /// <summary>The text of a node's labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Of(NodeId node)
    {
        _labels.Clear();
        snapshot.ReadLabels(node, _labels);
        var labels = CollectionsMarshal.AsSpan(_labels);
        if (labels.SequenceEqual(_lastSet))
        {
            return _lastText;
        }
        var hash = new HashCode();
        foreach (var label in labels)
        {
            hash.Add(label.Value);
        }
        int slot = hash.ToHashCode() & (MaxSets - 1);
        if (!_texts.TryGetValue(slot, out var entry) || !labels.SequenceEqual(entry.Set))
        {
            entry = (labels.ToArray(), Make(labels));
            _texts[slot] = entry;
        }
        (_lastSet, _lastText) = entry;
        return _lastText;
    }

    /// <summary>The text of labels, in the order of their names.</summary>
    public static byte[] Make(List<string> names)
    {
        if (names.Count == 0)
        {
            return [];
        }
        names.Sort(StringComparer.Ordinal);
        var json = new JsonText();
        for (int i = 0; i < names.Count; i++)
        {
            json.Append(i == 0 ? ",\"labels\":["u8 : ","u8);
            json.AppendString(Encoding.UTF8.GetBytes(names[i]));
        }
        json.Append("]"u8);
        return json.Bytes.ToArray();
    }

    private byte[] Make(ReadOnlySpan<LabelId> labels)
    {
        var names = new List<string>(labels.Length);
        foreach (var label in labels)
        {
            names.Add(snapshot.Tokens.Labels[label.Value]);
        }
        return Make(names);
    }
}
