using Quiver.Cypher.Planning.Procedures;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>db.index.vector.queryNodes and queryRelationships: the nearest vectors of an index. The search is exact: it reads the vectors of all entities that the index is about.</summary>
internal static class VectorSearchProcedures
{
    private const int ChunkSize = 1024;

    /// <summary>Among nodes.</summary>
    public static Procedure QueryNodes { get; } =
        Make(
            "db.index.vector.queryNodes",
            new("node", ProcedureType.Node, "The node."),
            EntityKind.Node
        );

    /// <summary>Among relationships.</summary>
    public static Procedure QueryRelationships { get; } =
        Make(
            "db.index.vector.queryRelationships",
            new("relationship", ProcedureType.Relationship, "The relationship."),
            EntityKind.Relationship
        );

    private static Procedure Make(string name, ProcedureColumn entity, EntityKind kind) =>
        new(
            new ProcedureSignature(
                name,
                [
                    new("indexName", ProcedureType.String, "The vector index."),
                    new("numberOfNearestNeighbours", ProcedureType.Integer, "How many are wanted."),
                    new("query", ProcedureType.Any, "A vector, or a list of numbers."),
                ],
                [entity, new("score", ProcedureType.Float, "How near it is, from 0 to 1.")],
                "Query the given vector index. Returns requested number of nearest entities to the provided query vector, and their similarity score to that query vector."
            )
            {
                Note = "exact search: reads all vectors",
            },
            call => Query(call, name, kind)
        );

    private static IEnumerable<Value[]> Query(
        ProcedureInvocation call,
        string procedure,
        EntityKind kind
    )
    {
        var index = SearchedIndex.Of(call, procedure, IndexKind.Vector, kind);
        var configuration = VectorIndexConfiguration.Of(index);
        long wanted = call.Arguments[1].IsNull ? 0 : call.Arguments[1].AsInteger();
        if (wanted is < 1 or > int.MaxValue)
        {
            throw RuntimeErrors.ProcedureFailed(
                procedure,
                "'numberOfNearestNeighbours' must be positive"
            );
        }
        var vector = VectorReader.Read(call.Arguments[2]);
        if (vector is null || (!configuration.IsEuclidean && vector.Length == 0))
        {
            throw RuntimeErrors.ProcedureFailed(
                procedure,
                "The query must be a vector or a list of finite numbers, not all of them 0"
            );
        }
        if (configuration.Count is { } count && count != vector.Values.Length)
        {
            throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"Index query vector has {vector.Values.Length} dimensions, but indexed vectors have {count}."
            );
        }
        var nearest = new NearestVectors(
            (int)wanted,
            vector,
            configuration.IsEuclidean,
            call.Charge
        );
        Read(call, index, nearest);
        return nearest.InOrder().Select(hit => SearchedIndex.Hit(kind, hit.Id, hit.Score));
    }

    private static void Read(
        ProcedureInvocation call,
        IndexDefinition index,
        NearestVectors nearest
    )
    {
        var entities = new IndexedEntities(call.Snapshot, index, ChunkSize);
        var key = new PropertyKeyId(index.Keys[0]);
        long[] ids = new long[ChunkSize];
        for (int count = entities.Next(ids); count > 0; count = entities.Next(ids))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            var chunk = ids.AsSpan(0, count);
            var column = new ColumnBuilder();
            if (index.Entity == EntityKind.Node)
            {
                call.Snapshot.ReadNodeProperty(key, chunk, column);
            }
            else
            {
                call.Snapshot.ReadRelationshipProperty(key, chunk, column);
            }
            nearest.Add(chunk, column.Build());
        }
    }
}
