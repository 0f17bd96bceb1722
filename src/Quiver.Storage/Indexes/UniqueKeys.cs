using System.Buffers.Binary;
using System.Numerics;
using Quiver.Storage.Delta;
using Quiver.Storage.Locks;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>The locks that stand for keys of unique indexes.</summary>
internal static class UniqueKeys
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>The lock of an encoded key.</summary>
    public static EntityKey Of(long index, ReadOnlySpan<byte> key) =>
        EntityKey.Unique(index, (long)HashOf(key));

    /// <summary>A hash of an encoded key.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> key)
    {
        ulong hash = (ulong)key.Length * Multiplier;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(key));
        }
        ulong rest = 0;
        foreach (byte next in key)
        {
            rest = rest << 8 | next;
        }
        return Mix(hash, rest);
    }

    /// <summary>The locks of all keys that a run gives to entities, sorted.</summary>
    /// <param name="graph">The graph with the run.</param>
    /// <param name="run">One of its runs.</param>
    public static EntityKey[] Of(Snapshot graph, ChangeRun run)
    {
        var locks = new List<EntityKey>();
        var key = new KeyBuffer();
        GraphReader? reader = null;
        foreach (var constraint in graph.SchemaState.Definitions.Constraints)
        {
            if (constraint.OwnedIndex is not { } index)
            {
                continue;
            }
            var shape = constraint.Shape;
            int count = RunIndexing.CountOf(shape.Entity, run);
            for (int i = 0; i < count; i++)
            {
                if (!RunIndexing.IsConcerned(shape, run, i))
                {
                    continue;
                }
                reader ??= graph.Reader();
                if (TryEncode(reader, shape, RunIndexing.IdAt(shape.Entity, run, i), key))
                {
                    locks.Add(Of(index, key.Span));
                }
            }
        }
        locks.Sort();
        return [.. locks];
    }

    /// <summary>Encodes the key that an entity has; false when it is not of the label or type, or has not all properties.</summary>
    public static bool TryEncode(GraphReader graph, in IndexedShape shape, long id, KeyBuffer key)
    {
        if (!graph.IsOf(shape.Entity, id, shape.Token))
        {
            return false;
        }
        key.Clear();
        foreach (int property in shape.Keys)
        {
            var value = graph.Property(shape.Entity, id, property);
            if (value.IsNull)
            {
                return false;
            }
            IndexKeyEncoder.Append(value, key);
        }
        return true;
    }

    private static ulong Mix(ulong hash, ulong word) =>
        (BitOperations.RotateLeft(hash, 23) ^ word) * Multiplier;
}
