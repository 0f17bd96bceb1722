using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>apoc.export.json: the whole graph, parts of it, or what a query gives, in the lines that <c>apoc.import.json</c> reads.</summary>
internal static class JsonExportProcedures
{
    private const string Prefix = "apoc.export.json.";

    private static readonly ProcedureParameter s_file = new(
        "file",
        ProcedureType.String,
        "The file, in the import folder; null to stream the text."
    );

    private static readonly ProcedureParameter s_config = new(
        "config",
        ProcedureType.Map,
        "Options: stream, batchSize, jsonFormat, writeNodeProperties, writeRelationshipProperties, compression, params.",
        Value.Map(MapValue.Empty)
    );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> Of(DataFiles files) =>
        [
            Make(
                "all",
                "Exports the full database to a JSON file.",
                [s_file, s_config],
                call => All(files, call)
            ),
            Make(
                "data",
                "Exports the given nodes and relationships to a JSON file.",
                [
                    new("nodes", ProcedureType.ListOf(ProcedureType.Node), "The nodes."),
                    new(
                        "rels",
                        ProcedureType.ListOf(ProcedureType.Relationship),
                        "The relationships."
                    ),
                    s_file,
                    s_config,
                ],
                call => Data(files, call)
            ),
            Make(
                "graph",
                "Exports the given graph to a JSON file.",
                [
                    new("graph", ProcedureType.Map, "A map with lists of nodes and relationships."),
                    s_file,
                    s_config,
                ],
                call => Graph(files, call)
            ),
            Make(
                "query",
                "Exports the results of a query to a JSON file.",
                [new("statement", ProcedureType.String, "A query that reads."), s_file, s_config],
                call => Query(files, call)
            ),
        ];

    private static Procedure Make(
        string name,
        string description,
        IReadOnlyList<ProcedureParameter> parameters,
        ProcedureBody body
    ) =>
        new(
            new ProcedureSignature(Prefix + name, parameters, Progress.Columns, description)
            {
                HasEffects = true,
            },
            body
        );

    private static IEnumerable<Value[]> All(DataFiles files, ProcedureInvocation call)
    {
        var options = new ExportOptions(Prefix + "all", call, call.Arguments[0], call.Arguments[1]);
        return Export(files, call, options, () => new DatabaseSource(call, options));
    }

    private static IEnumerable<Value[]> Data(DataFiles files, ProcedureInvocation call) =>
        Entities(files, call, "data", call.Arguments[0], call.Arguments[1]);

    private static IEnumerable<Value[]> Graph(DataFiles files, ProcedureInvocation call)
    {
        var graph = call.Arguments[0].IsNull ? MapValue.Empty : call.Arguments[0].AsMap();
        graph.TryGetValue("nodes", out var nodes);
        graph.TryGetValue("relationships", out var relationships);
        return Entities(files, call, "graph", nodes, relationships);
    }

    private static IEnumerable<Value[]> Entities(
        DataFiles files,
        ProcedureInvocation call,
        string name,
        Value nodes,
        Value relationships
    )
    {
        var options = new ExportOptions(
            Prefix + name,
            call,
            call.Arguments[^2],
            call.Arguments[^1]
        );
        var nodeList = ListOf(nodes, ValueKind.Node, "nodes");
        var relationshipList = ListOf(relationships, ValueKind.Relationship, "relationships");
        return Export(
            files,
            call,
            options,
            () => new EntitiesSource(call, options, name, nodeList, relationshipList)
        );
    }

    private static IEnumerable<Value[]> Query(DataFiles files, ProcedureInvocation call)
    {
        var options = new ExportOptions(
            Prefix + "query",
            call,
            call.Arguments[1],
            call.Arguments[2]
        );
        string statement = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
        var queries = call.Queries ?? throw ApocErrors.NoQueries();
        return Export(
            files,
            call,
            options,
            () =>
                new QuerySource(
                    queries.Run(statement, options.Parameters, call.Snapshot, call.Cancellation),
                    call,
                    options
                )
        );
    }

    private static IEnumerable<Value[]> Export(
        DataFiles files,
        ProcedureInvocation call,
        ExportOptions options,
        Func<ExportSource> open
    ) =>
        options.Streams
            ? JsonExport.ToRows(call, options, open)
            : JsonExport.ToFile(files, call, options, open);

    private static List<Value> ListOf(Value value, ValueKind kind, string name)
    {
        var entities = new List<Value>();
        if (!value.IsNull && value.Kind != ValueKind.List)
        {
            throw ApocErrors.WrongOption(name, $"a list of {name}");
        }
        foreach (var element in value.IsNull ? default : value.AsList().AsSpan())
        {
            entities.Add(
                element.Kind == kind
                    ? element
                    : throw ApocErrors.WrongOption(name, $"a list of {name}")
            );
        }
        return entities;
    }
}
