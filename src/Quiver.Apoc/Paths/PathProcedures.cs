using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Paths;

/// <summary>apoc.path: searches from nodes, with filters of types, labels and nodes.</summary>
internal static class PathProcedures
{
    private const string Expand = "apoc.path.expand";
    private const string ExpandConfig = "apoc.path.expandConfig";
    private const string SubgraphNodes = "apoc.path.subgraphNodes";
    private const string SubgraphAll = "apoc.path.subgraphAll";
    private const string SpanningTree = "apoc.path.spanningTree";
    private const int MaxLevelArgument = 4;

    private static readonly ProcedureParameter s_start = new(
        "startNode",
        ProcedureType.Any,
        "A node, or a list of nodes."
    );

    private static readonly ProcedureParameter s_config = new(
        "config",
        ProcedureType.Map,
        "Options: minLevel, maxLevel, relationshipFilter, labelFilter, uniqueness, bfs, filterStartNode, limit, optional, endNodes, terminatorNodes, allowlistNodes, denylistNodes."
    );

    private static readonly ProcedureColumn s_path = new("path", ProcedureType.Path, "A path.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        new(
            new ProcedureSignature(
                Expand,
                [
                    s_start,
                    new("relFilter", ProcedureType.String, "Types, such as KNOWS>|<LIKES."),
                    new("labelFilter", ProcedureType.String, "Labels, such as +Person|-Bot."),
                    new("minDepth", ProcedureType.Integer, "The fewest relationships."),
                    new("maxDepth", ProcedureType.Integer, "The most; -1 for any number."),
                ],
                [s_path],
                "Returns the paths from the start, within a number of relationships."
            ),
            ExpandPaths
        ),
        Make(
            ExpandConfig,
            s_path,
            "Returns the paths from the start that the options allow.",
            null
        ),
        Make(
            SubgraphNodes,
            new("node", ProcedureType.Node, "A node."),
            "Returns the nodes that can be reached from the start.",
            Uniqueness.NodeGlobal
        ),
        Make(
            SpanningTree,
            s_path,
            "Returns one path to each node that can be reached from the start.",
            Uniqueness.NodeGlobal
        ),
        new(
            new ProcedureSignature(
                SubgraphAll,
                [s_start, s_config],
                [
                    new("nodes", ProcedureType.ListOf(ProcedureType.Node), "The nodes."),
                    new(
                        "relationships",
                        ProcedureType.ListOf(ProcedureType.Relationship),
                        "The relationships between them."
                    ),
                ],
                "Returns the nodes that can be reached from the start, and all relationships between them."
            ),
            Subgraph
        ),
    ];

    private static Procedure Make(
        string name,
        ProcedureColumn column,
        string description,
        Uniqueness? uniqueness
    ) =>
        new(
            new ProcedureSignature(name, [s_start, s_config], [column], description),
            call => Search(call, PathOptions.Of(name, call, uniqueness), column == s_path)
        );

    private static IEnumerable<Value[]> ExpandPaths(ProcedureInvocation call)
    {
        var empty = new ProcedureConfig(Expand, call, Value.Null, []);
        int max = Level(call.Arguments[MaxLevelArgument]);
        var options = new PathOptions
        {
            MinLevel = Math.Max(0, Level(call.Arguments[MaxLevelArgument - 1])),
            MaxLevel = max < 0 ? int.MaxValue : max,
            Uniqueness = Uniqueness.RelationshipPath,
            Relationships = new RelationshipFilter(call.Snapshot, Text(call.Arguments[1])),
            Labels = new LabelFilter(call.Snapshot, Text(call.Arguments[2])),
            Lists = new NodeLists(empty),
        };
        return Search(call, options, givesPaths: true);
    }

    private static int Level(in Value value) =>
        value.IsNull ? -1 : (int)Math.Clamp(value.AsInteger(), -1, int.MaxValue);

    private static string Text(in Value value) => value.IsNull ? "" : value.AsString();

    private static IEnumerable<Value[]> Search(
        ProcedureInvocation call,
        PathOptions options,
        bool givesPaths
    )
    {
        using var search = new PathSearch(call, options);
        bool isFound = false;
        foreach (int path in search.Run(Starts(call)))
        {
            isFound = true;
            yield return [givesPaths ? search.PathOf(path) : search.EndOf(path)];
        }
        if (!isFound && options.IsOptional)
        {
            yield return [Value.Null];
        }
    }

    private static IEnumerable<Value[]> Subgraph(ProcedureInvocation call)
    {
        var options = PathOptions.Of(SubgraphAll, call, Uniqueness.NodeGlobal);
        using var search = new PathSearch(call, options);
        var ids = new HashSet<long>();
        foreach (int path in search.Run(Starts(call)))
        {
            ids.Add(search.EndOf(path).AsNode().Value);
        }
        if (ids.Count == 0 && !options.IsOptional)
        {
            return [];
        }
        Value[] nodes = [.. ids.Select(static n => Value.Node(new NodeId(n)))];
        return
        [
            [Value.List(nodes), Value.List(Between(call, ids))],
        ];
    }

    private static Value[] Between(ProcedureInvocation call, HashSet<long> nodes)
    {
        const int Room = 1024;
        var expansion = call.Snapshot.Expand(Direction.Outgoing, []);
        int[] rows = new int[Room];
        long[] relationships = new long[Room];
        long[] neighbours = new long[Room];
        var found = new List<Value>();
        foreach (long node in nodes)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            expansion.Start([node]);
            while (expansion.Next(rows, relationships, neighbours) is > 0 and int count)
            {
                for (int i = 0; i < count; i++)
                {
                    if (nodes.Contains(neighbours[i]))
                    {
                        found.Add(Value.Relationship(new RelationshipId(relationships[i])));
                    }
                }
            }
        }
        return [.. found];
    }

    private static List<long> Starts(ProcedureInvocation call)
    {
        var start = call.Arguments[0];
        var starts = new List<long>();
        foreach (var value in start.Kind == ValueKind.List ? start.AsList().AsSpan() : [start])
        {
            if (!value.IsNull)
            {
                starts.Add(
                    value.Kind == ValueKind.Node
                        ? value.AsNode().Value
                        : throw ApocErrors.WrongOption("startNode", "a node, or a list of nodes")
                );
            }
        }
        return starts;
    }
}
