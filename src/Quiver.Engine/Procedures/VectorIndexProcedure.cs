using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Schema;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Procedures;

/// <summary>The procedure that made vector indexes before <c>CREATE VECTOR INDEX</c> did, which guides and libraries still call. It changes the schema in a transaction of its own.</summary>
internal static class VectorIndexProcedure
{
    /// <summary>The procedure.</summary>
    public static ServerProcedure Instance { get; } =
        new(
            new ProcedureSignature(
                "db.index.vector.createNodeIndex",
                [
                    new("indexName", ProcedureType.String, "The index's name."),
                    new("label", ProcedureType.String, "The label of the nodes."),
                    new("propertyKey", ProcedureType.String, "The property with their vectors."),
                    new("vectorDimension", ProcedureType.Integer, "The length of the vectors."),
                    new(
                        "vectorSimilarityFunction",
                        ProcedureType.String,
                        "How they are compared: cosine or euclidean."
                    ),
                ],
                [],
                "Create a named node vector index for the given label and property. Deprecated: CREATE VECTOR INDEX does the same."
            )
            {
                Mode = ProcedureMode.Schema,
                RunsTransactions = true,
            },
            static (services, call) =>
            {
                CreateAsync(services, call).GetAwaiter().GetResult();
                return [];
            }
        );

    private static async Task CreateAsync(EngineServices services, ProcedureInvocation call)
    {
        if (call.Caller is RunningTransaction transaction)
        {
            services.Access.Require(transaction.Principal, QueryType.Schema);
        }
        var request = new IndexRequest
        {
            Name = Text(call, 0),
            Kind = IndexKind.Vector,
            Entity = EntityKind.Node,
            LabelsOrTypes = [Text(call, 1)],
            Properties = [Text(call, 2)],
            Options = VectorIndexSettings.Complete(
                Map(
                    "indexConfig",
                    new MapValue([
                        new(VectorIndexConfiguration.Dimensions, call.Arguments[3]),
                        new(VectorIndexConfiguration.SimilarityFunction, call.Arguments[4]),
                    ])
                )
            ),
        };
        var database = services.Databases.Enter(call.Caller?.DatabaseName);
        try
        {
            using var schema = await database.Store.BeginSchemaAsync(call.Cancellation);
            var result = await schema.CreateIndexAsync(request, call.Cancellation);
            if (!result.IsDone)
            {
                using var snapshot = schema.Read();
                throw SchemaErrors.Of(result, request.Name, snapshot.Tokens);
            }
            await schema.CommitAsync(call.Cancellation);
        }
        finally
        {
            database.Leave();
        }
    }

    private static string Text(ProcedureInvocation call, int argument)
    {
        string text = call.Arguments[argument].IsNull ? "" : call.Arguments[argument].AsString();
        return text.Length > 0 ? text : throw SchemaCommandErrors.EmptyName();
    }

    private static MapValue Map(string key, MapValue value) => new([new(key, Value.Map(value))]);
}
