using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Increments;

/// <summary>Walks all nodes of a snapshot that have an integer for the property that a unique constraint is about, block by block of the index. Not thread safe.</summary>
public sealed class KeyScan
{
    private readonly IndexLayers _layers;
    private int _layer;
    private int _block;

    /// <summary>A scan by a constraint that is unique, about nodes, and about one property.</summary>
    public KeyScan(Snapshot graph, ConstraintDefinition constraint) =>
        _layers = graph.LayersOf(
            graph.SchemaState.Definitions.FindIndex(constraint.OwnedIndex ?? -1)!
        );

    /// <summary>How many nodes come at most.</summary>
    public long MaxCount => _layers.Layers.Sum(static layer => layer.Entries.EntryCount);

    /// <summary>Adds the nodes of the next block; false at the end. A block may have none.</summary>
    /// <param name="keys">Gets the integers.</param>
    /// <param name="nodes">Gets the nodes that have them.</param>
    public bool Next(List<long> keys, List<long> nodes)
    {
        while (_layer < _layers.Layers.Length)
        {
            ref readonly var layer = ref _layers.Layers[_layer];
            if (_block < layer.Entries.BlockCount)
            {
                Read(layer, layer.Entries.Block(_block++), keys, nodes);
                return true;
            }
            _layer++;
            _block = 0;
        }
        return false;
    }

    private void Read(in IndexLayer layer, IndexBlock block, List<long> keys, List<long> nodes)
    {
        Span<byte> key = stackalloc byte[IndexKeyEncoder.MaxNumberBytes];
        int prefix = block.Prefix.Length;
        if (prefix > key.Length)
        {
            return;
        }
        block.Prefix.CopyTo(key);
        for (int i = 0; i < block.Count; i++)
        {
            var suffix = block.Suffix(i);
            if (prefix + suffix.Length > key.Length)
            {
                continue;
            }
            suffix.CopyTo(key[prefix..]);
            long id = block.Id(i);
            if (
                IndexKeyEncoder.TryReadInteger(key[..(prefix + suffix.Length)], out long integer)
                && !_layers.IsSuperseded(layer, id)
            )
            {
                keys.Add(integer);
                nodes.Add(id);
            }
        }
    }
}
