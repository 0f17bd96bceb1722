using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Increments;

/// <summary>Finds the nodes of a snapshot by the property that a unique constraint is about. One per thread; not thread safe.</summary>
public sealed class KeyLookup
{
    private readonly UniqueLookup _lookup;
    private readonly Value[] _values = new Value[1];

    /// <summary>A lookup by a constraint that is unique, about nodes, and about one property.</summary>
    public KeyLookup(Snapshot graph, ConstraintDefinition constraint) =>
        _lookup = UniqueLookup.Of(graph, constraint);

    /// <summary>The node that has a value, negative for none.</summary>
    public NodeId Find(Value value)
    {
        _values[0] = value;
        return _lookup.TryFind(_values, out long id) ? new(id) : new(-1);
    }
}
