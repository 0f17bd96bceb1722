using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>Reads single facts of single entities through runs down to the base.</summary>
/// <param name="generation">The base.</param>
/// <param name="runs">What lies over it, newest first.</param>
internal sealed class GraphReader(Generation generation, RunStack runs)
{
    /// <summary>The graph as a run of a stack leaves it: with the run and what is older.</summary>
    public static GraphReader At(Generation generation, ReadOnlySpan<ChangeRun> runs) =>
        new(generation, new RunStack(runs.ToArray()));

    /// <summary>Whether the entity exists with a label or of a type.</summary>
    public bool IsOf(EntityKind entity, long id, int token)
    {
        if (entity == EntityKind.Relationship)
        {
            return TryRead(id, out var record) && record.Type.Value == token;
        }
        if (runs.MayTouchNode(id) && runs.HasLabel(id, token) is { } known)
        {
            return known;
        }
        return generation.Labels(id).Contains(new LabelId(token));
    }

    /// <summary>Whether the entity exists with one of the labels, or of one of the types.</summary>
    public bool IsOf(in IndexedShape shape, long id)
    {
        if (shape.Tokens.Length < 2)
        {
            return IsOf(shape.Entity, id, shape.Token);
        }
        foreach (int token in shape.Tokens)
        {
            if (IsOf(shape.Entity, id, token))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether an entity is in the base, or was created by one of the runs. That a run deleted it is not looked at.</summary>
    public bool IsKnown(EntityKind entity, long id) =>
        entity == EntityKind.Node
            ? generation.NodeExists(id) || runs.NodeState(id) == EntityState.Created
            : generation.TryReadRelationship(id, out _)
                || runs.RelationshipState(id, out _) == EntityState.Created;

    /// <summary>A property; null when it or the entity does not exist.</summary>
    public Value Property(EntityKind entity, long id, int key)
    {
        if (entity == EntityKind.Relationship)
        {
            return
                runs.MayTouchRelationship(id)
                && runs.TryReadRelationshipProperty(id, key, out var own)
                ? own
                : generation.RelationshipProperty(new PropertyKeyId(key), id);
        }
        return runs.MayTouchNode(id) && runs.TryReadNodeProperty(id, key, out var value)
            ? value
            : generation.NodeProperty(new PropertyKeyId(key), id);
    }

    private bool TryRead(long id, out RelationshipRecord record) =>
        runs.RelationshipState(id, out record) switch
        {
            EntityState.Created => true,
            EntityState.Deleted => false,
            _ => generation.TryReadRelationship(id, out record),
        };
}
