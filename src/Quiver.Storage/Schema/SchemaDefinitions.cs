using System.Collections.Immutable;
using Quiver.Model.Values;

namespace Quiver.Storage.Schema;

/// <summary>All indexes and constraints of a database as of one commit. Immutable.</summary>
public sealed record SchemaDefinitions
{
    /// <summary>What a new database has: the two lookup indexes, under the names that Neo4j gives them.</summary>
    public static readonly SchemaDefinitions Initial = new()
    {
        Indexes =
        [
            Lookup(1, "index_343aff4e", EntityKind.Node),
            Lookup(2, "index_f7700477", EntityKind.Relationship),
        ],
        NextId = 3,
    };

    /// <summary>The indexes by id.</summary>
    public ImmutableArray<IndexDefinition> Indexes { get; init; } = [];

    /// <summary>The constraints by id.</summary>
    public ImmutableArray<ConstraintDefinition> Constraints { get; init; } = [];

    /// <summary>The next number for an index or constraint.</summary>
    public long NextId { get; init; } = 1;

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }

    /// <summary>The index of an id, or null.</summary>
    public IndexDefinition? FindIndex(long id)
    {
        foreach (var index in Indexes)
        {
            if (index.Id == id)
            {
                return index;
            }
        }
        return null;
    }

    /// <summary>The index of a name, or null.</summary>
    public IndexDefinition? FindIndex(string name)
    {
        foreach (var index in Indexes)
        {
            if (string.Equals(index.Name, name, StringComparison.Ordinal))
            {
                return index;
            }
        }
        return null;
    }

    /// <summary>The constraint of an id, or null.</summary>
    public ConstraintDefinition? FindConstraint(long id)
    {
        foreach (var constraint in Constraints)
        {
            if (constraint.Id == id)
            {
                return constraint;
            }
        }
        return null;
    }

    /// <summary>The constraint of a name, or null.</summary>
    public ConstraintDefinition? FindConstraint(string name)
    {
        foreach (var constraint in Constraints)
        {
            if (string.Equals(constraint.Name, name, StringComparison.Ordinal))
            {
                return constraint;
            }
        }
        return null;
    }

    /// <summary>The definitions after changes, in order.</summary>
    internal SchemaDefinitions With(IReadOnlyList<SchemaChange> changes)
    {
        var result = this;
        foreach (var change in changes)
        {
            result = result.With(change);
        }
        return result;
    }

    private static IndexDefinition Lookup(long id, string name, EntityKind entity) =>
        new(id, name, IndexKind.Lookup, entity, [], [], null, MapValue.Empty);

    private SchemaDefinitions With(SchemaChange change)
    {
        var next = change.Kind switch
        {
            SchemaChangeKind.CreateIndex => this with { Indexes = Indexes.Add(change.Index!) },
            SchemaChangeKind.CreateConstraint => this with
            {
                Constraints = Constraints.Add(change.Constraint!),
            },
            SchemaChangeKind.DropIndex => this with
            {
                Indexes = Indexes.RemoveAll(i => i.Id == change.Id),
            },
            _ => this with
            {
                Indexes = Indexes.RemoveAll(i => i.OwningConstraint == change.Id),
                Constraints = Constraints.RemoveAll(c => c.Id == change.Id),
            },
        };
        long reserved = Math.Max(change.Id, change.Index?.OwningConstraint ?? 0) + 1;
        return next with { NextId = Math.Max(NextId, reserved), Version = Version + 1 };
    }
}
