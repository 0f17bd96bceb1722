using Quiver.Storage.Schema;

namespace Quiver.Storage;

/// <summary>Changes of a database's schema, each as a commit of its own.</summary>
internal static class SchemaCommands
{
    /// <summary>Defines an index; it is built in the background.</summary>
    public static async ValueTask<SchemaChangeResult> CreateIndexAsync(
        this Database database,
        IndexRequest request,
        CancellationToken cancellation = default
    )
    {
        using var schema = await database.BeginSchemaAsync(cancellation);
        var result = await schema.CreateIndexAsync(request, cancellation);
        await schema.CommitAsync(cancellation);
        return result;
    }

    /// <summary>Drops an index that no constraint owns.</summary>
    public static async ValueTask<SchemaChangeResult> DropIndexAsync(
        this Database database,
        string name,
        CancellationToken cancellation = default
    )
    {
        using var schema = await database.BeginSchemaAsync(cancellation);
        var result = schema.DropIndex(name);
        await schema.CommitAsync(cancellation);
        return result;
    }

    /// <summary>Creates a constraint: it holds on return.</summary>
    public static async ValueTask<SchemaChangeResult> CreateConstraintAsync(
        this Database database,
        ConstraintRequest request,
        CancellationToken cancellation = default
    )
    {
        using var schema = await database.BeginSchemaAsync(cancellation);
        var result = await schema.CreateConstraintAsync(request, cancellation);
        await schema.CommitAsync(cancellation);
        return result;
    }

    /// <summary>Drops a constraint, and the index that it owns.</summary>
    public static async ValueTask<SchemaChangeResult> DropConstraintAsync(
        this Database database,
        string name,
        CancellationToken cancellation = default
    )
    {
        using var schema = await database.BeginSchemaAsync(cancellation);
        var result = schema.DropConstraint(name);
        await schema.CommitAsync(cancellation);
        return result;
    }
}
