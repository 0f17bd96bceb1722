using Quiver.Foundation;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>Looks up who has certain values, in an index whose keys are unique. Not thread safe.</summary>
internal sealed class UniqueLookup
{
    private readonly IndexLayers _layers;
    private readonly RangeIndexCursor _cursor;
    private readonly KeyBuffer _key = new();
    private readonly Value[] _values;

    private UniqueLookup(IndexLayers layers)
    {
        _layers = layers;
        _cursor = new(layers);
        _values = new Value[layers.Index.Keys.Length];
    }

    /// <summary>The values looked up last.</summary>
    public ReadOnlySpan<Value> Values => _values;

    /// <summary>A lookup in the index that a constraint owns.</summary>
    public static UniqueLookup Of(Snapshot graph, ConstraintDefinition constraint)
    {
        var index = graph.SchemaState.Definitions.FindIndex(constraint.OwnedIndex ?? -1);
        Invariant.Assert(index is not null);
        return Of(graph, index);
    }

    /// <summary>A lookup in an index that is online.</summary>
    public static UniqueLookup Of(Snapshot graph, IndexDefinition index) =>
        new(graph.LayersOf(index));

    /// <summary>Finds an entity by its values, one for each property of the index.</summary>
    public bool TryFind(ReadOnlySpan<Value> values, out long id)
    {
        values.CopyTo(_values);
        return TryFind(-1, out id);
    }

    /// <summary>Finds an entity that has the same values as another one has; false too when that one has not all properties or is not of the index's label or type.</summary>
    public bool TryFindOther(long id, out long other)
    {
        other = -1;
        var index = _layers.Index;
        if (!_layers.Graph.IsOf(index.Entity, id, index.Token))
        {
            return false;
        }
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = _layers.Graph.Property(index.Entity, id, index.Keys[i]);
        }
        return TryFind(id, out other);
    }

    private bool TryFind(long self, out long found)
    {
        found = -1;
        _key.Clear();
        foreach (ref readonly var value in _values.AsSpan())
        {
            // Null and NaN equal nothing.
            if (ValueEquality.Compare(value, value) != Ternary.True)
            {
                return false;
            }
            IndexKeyEncoder.Append(value, _key);
        }
        _cursor.SeekKey(_key.Span);
        Span<long> ids = stackalloc long[2];
        int count = _cursor.Next(ids);
        foreach (long id in ids[..count])
        {
            if (id != self)
            {
                found = id;
                return true;
            }
        }
        return false;
    }
}
