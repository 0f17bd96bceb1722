using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Apoc.Meta;

/// <summary>What indexes and constraints say about single properties.</summary>
/// <param name="snapshot">The graph.</param>
internal sealed class SchemaFacts(Snapshot snapshot)
{
    private readonly SchemaView _schema = snapshot.Schema;

    /// <summary>Whether an index has the property among its own.</summary>
    public bool IsIndexed(EntityKind entity, int token, int key) =>
        _schema.Indexes.Any(i =>
            i.Entity == entity && i.Tokens.Contains(token) && i.Keys.Contains(key)
        );

    /// <summary>Whether no two have the same value of it.</summary>
    public bool IsUnique(EntityKind entity, int token, int key) =>
        _schema.Constraints.Any(c => c.IsUnique && c.IsOver(entity, token, [key]));

    /// <summary>Whether all must have it.</summary>
    public bool MustExist(EntityKind entity, int token, int key) =>
        _schema.Constraints.Any(c =>
            c.RequiresExistence && c.Entity == entity && c.Token == token && c.Keys.Contains(key)
        );
}
