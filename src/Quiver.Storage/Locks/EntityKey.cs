using Quiver.Model;

namespace Quiver.Storage.Locks;

/// <summary>What a writing transaction locks: a node, that it exists, a relationship, or a key of a unique index.</summary>
/// <remarks>Sixteen bytes: the kind in the top eight bits of the first word above the index's id, then the entity's id or the key's hash.</remarks>
public readonly record struct EntityKey : IComparable<EntityKey>
{
    private const int KindShift = 56;

    private readonly long _scope;

    private EntityKey(EntityKeyKind kind, long index, long value)
    {
        _scope = (long)kind << KindShift | index;
        Value = value;
    }

    /// <summary>What it names.</summary>
    public EntityKeyKind Kind => (EntityKeyKind)(_scope >> KindShift);

    /// <summary>The unique index; 0 for other kinds.</summary>
    public long Index => _scope & ((1L << KindShift) - 1);

    /// <summary>The entity's id, or the hash of a unique index's key.</summary>
    public long Value { get; }

    /// <summary>Orders keys in the order in which a batch takes them.</summary>
    public static bool operator <(EntityKey left, EntityKey right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(EntityKey left, EntityKey right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(EntityKey left, EntityKey right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(EntityKey left, EntityKey right) => left.CompareTo(right) >= 0;

    /// <summary>A node's labels and properties.</summary>
    public static EntityKey Of(NodeId node) => new(EntityKeyKind.Node, 0, node.Value);

    /// <summary>That a node is there, with its labels.</summary>
    public static EntityKey ExistenceOf(NodeId node) =>
        new(EntityKeyKind.NodeExistence, 0, node.Value);

    /// <summary>A relationship.</summary>
    public static EntityKey Of(RelationshipId relationship) =>
        new(EntityKeyKind.Relationship, 0, relationship.Value);

    /// <summary>A key of a unique index. Two keys of the same hash only wait for each other needlessly.</summary>
    /// <param name="index">The index's id, below 2^56.</param>
    /// <param name="hash">A hash of the key's values.</param>
    public static EntityKey Unique(long index, long hash)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1L << KindShift);
        return new(EntityKeyKind.UniqueKey, index, hash);
    }

    /// <inheritdoc/>
    public int CompareTo(EntityKey other)
    {
        int comparison = _scope.CompareTo(other._scope);
        return comparison != 0 ? comparison : Value.CompareTo(other.Value);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        ulong hash = ((ulong)_scope ^ (ulong)Value * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;
        return (int)(hash >> 32);
    }
}
