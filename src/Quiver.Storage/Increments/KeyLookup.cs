using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Increments;

/// <summary>Finds the nodes of a snapshot by the property that a unique constraint is about, in the order of the keys. One per thread; not thread safe.</summary>
public sealed class KeyLookup
{
    private readonly IndexLayers _layers;
    private readonly IndexRunSweep[] _sweeps;
    private readonly KeyBuffer _key = new();

    /// <summary>A lookup by a constraint that is unique, about nodes, and about one property.</summary>
    public KeyLookup(Snapshot graph, ConstraintDefinition constraint)
    {
        _layers = graph.LayersOf(
            graph.SchemaState.Definitions.FindIndex(constraint.OwnedIndex ?? -1)!
        );
        _sweeps = [.. _layers.Layers.Select(static layer => new IndexRunSweep(layer.Entries))];
    }

    /// <summary>Begins with the lowest key again.</summary>
    public void Restart()
    {
        foreach (var sweep in _sweeps)
        {
            sweep.Restart();
        }
    }

    /// <summary>The node that has an integer, negative for none. None may be below one asked for since the begin.</summary>
    public NodeId Find(long integer)
    {
        _key.Clear();
        IndexKeyEncoder.Append(Value.Integer(integer), _key);
        return Find();
    }

    /// <summary>The node that has a text, negative for none. None may be below one asked for since the begin, by the order of their bytes.</summary>
    public NodeId Find(ReadOnlySpan<byte> utf8)
    {
        _key.Clear();
        IndexKeyEncoder.AppendText(utf8, _key);
        return Find();
    }

    private NodeId Find()
    {
        for (int i = 0; i < _sweeps.Length; i++)
        {
            // A key stands in a list once; older lists have others that had it.
            if (
                _sweeps[i].TryFind(_key.Span, out long id)
                && !_layers.IsSuperseded(_layers.Layers[i], id)
            )
            {
                return new(id);
            }
        }
        return new(-1);
    }
}
