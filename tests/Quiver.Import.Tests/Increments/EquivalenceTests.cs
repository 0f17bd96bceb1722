using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Import.Increments;

namespace Quiver.Import.Tests.Increments;

/// <summary>Random graphs cut into a base and several increments: what comes out is what a full import of everything gives.</summary>
public sealed class EquivalenceTests
{
    private const string NodeHeader = "id:ID(P){label:P},x:int,y,:LABEL";
    private const string ChangeHeader =
        "id:ID(P){label:P},x:int,y,:+LABEL,:-LABEL,:-PROPERTY,:ACTION";
    private const string RelationshipHeader =
        ":START_ID(P),:END_ID(P),:TYPE,uid:int{identifier:true},w:int";
    private static readonly string[] Labels = ["A", "B", "C"];
    private static readonly string[] Types = ["R", "S", "T"];
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void A_base_and_increments_give_the_same_graph_as_a_full_import_of_everything()
    {
        for (int round = 0; round < Nightly.Times(10, 500); round++)
        {
            int seed = Random.Shared.Next();
            try
            {
                Run(new Random(seed));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}", error);
            }
        }
    }

    private static void Run(Random random)
    {
        using var folder = new ImportFolder();
        var model = new Model(random);
        model.Create(random.Next(1, 30), random.Next(30));
        Import(folder, model, "base");
        string database = folder.Options.DatabaseDirectory;
        for (int increment = random.Next(1, 4); increment > 0; increment--)
        {
            var (nodes, relationships) = model.Change();
            RunIncrement(folder, nodes, relationships, random);
            GraphContent.Check(Files, database);
        }
        using var whole = new ImportFolder();
        Import(whole, model, "whole");
        Assert.Equal(
            GraphContent.Read(Files, whole.Options.DatabaseDirectory),
            GraphContent.Read(Files, database)
        );
        Assert.Equal(
            GraphContent.ReadCounts(Files, whole.Options.DatabaseDirectory),
            GraphContent.ReadCounts(Files, database)
        );
    }

    private static void Import(ImportFolder folder, Model model, string name)
    {
        string nodes = folder.Write($"{name}-nodes.csv", [NodeHeader, .. model.NodeRows()]);
        string relationships = folder.Write(
            $"{name}-relationships.csv",
            [RelationshipHeader, .. model.RelationshipRows()]
        );
        folder.NodeFiles("P", nodes).RelationshipFiles(null, relationships);
        folder.Options = folder.Options with { Schema = [SchemaCommands.Unique("P", "id")] };
        folder.Run();
    }

    private static void RunIncrement(
        ImportFolder folder,
        List<string> nodes,
        List<string> relationships,
        Random random
    )
    {
        string nodeFile = folder.Write("more-nodes.csv", [ChangeHeader, .. nodes]);
        string relationshipFile = folder.Write(
            "more-relationships.csv",
            [RelationshipHeader + ",:ACTION", .. relationships]
        );
        var options = folder.Options with
        {
            Schema = [],
            Nodes = [new NodeFileGroup(["P"], [nodeFile])],
            Relationships = [new RelationshipFileGroup(null, [relationshipFile])],
            Threads = random.Next(1, 4),
        };
        IncrementStage[] stages =
            random.Next(2) == 0
                ? [IncrementStage.All]
                : [IncrementStage.Prepare, IncrementStage.Build, IncrementStage.Merge];
        foreach (var stage in stages)
        {
            if (stage == IncrementStage.Merge)
            {
                // What is built needs no files.
                File.Delete(nodeFile);
                File.Delete(relationshipFile);
                options = options with { Nodes = [], Relationships = [] };
            }
            new IncrementalImporter(
                options with
                {
                    Increment = new IncrementOptions { Stage = stage },
                },
                new LocalIncrementTarget(Files, options.DatabaseDirectory),
                folder.Progress,
                CancellationToken.None
            ).Run();
        }
        Assert.Null(IncrementFile.TryRead(Files, options.DatabaseDirectory));
    }

    /// <summary>A graph as plain objects, and rows of CSV for it and for changes of it.</summary>
    private sealed class Model(Random random)
    {
        private readonly Dictionary<int, Node> _nodes = [];
        private readonly Dictionary<int, Edge> _edges = [];
        private int _nextNode;
        private int _nextEdge;

        private sealed record Node(SortedSet<string> Labels, int? X, string? Y);

        private sealed record Edge(int Start, int End, string Type, int? W);

        public void Create(int nodes, int edges)
        {
            for (; nodes > 0; nodes--)
            {
                _nodes.Add(_nextNode++, NewNode());
            }
            for (; edges > 0; edges--)
            {
                _edges.Add(_nextEdge++, NewEdge([.. _nodes.Keys]));
            }
        }

        public IEnumerable<string> NodeRows() =>
            _nodes.Select(n =>
                $"n{n.Key},{Show(n.Value.X)},{n.Value.Y},{string.Join(';', n.Value.Labels)}"
            );

        public IEnumerable<string> RelationshipRows() => _edges.Select(e => Row(e.Key, e.Value));

        /// <summary>Changes the graph; gives the rows of nodes and of relationships that say so.</summary>
        public (List<string> Nodes, List<string> Relationships) Change()
        {
            var nodes = new List<string>();
            var edges = new List<string>();
            foreach (var (id, node) in _nodes.ToList())
            {
                int what = random.Next(8);
                if (what == 0)
                {
                    nodes.Add($"n{id},,,,,,D");
                    _nodes.Remove(id);
                    foreach (var (edge, value) in _edges.ToList())
                    {
                        if (value.Start == id || value.End == id)
                        {
                            _edges.Remove(edge);
                        }
                    }
                }
                else if (what < 3)
                {
                    nodes.Add(Update(id, node));
                }
            }
            for (int count = random.Next(10); count > 0; count--)
            {
                var node = NewNode();
                nodes.Insert(
                    random.Next(nodes.Count + 1),
                    $"n{_nextNode},{Show(node.X)},{node.Y},{string.Join(';', node.Labels)},,,{(random.Next(2) == 0 ? "" : "c")}"
                );
                _nodes.Add(_nextNode++, node);
            }
            foreach (var (id, edge) in _edges.ToList())
            {
                int what = random.Next(6);
                if (what == 0)
                {
                    edges.Add(Row(id, edge) + ",DELETE");
                    _edges.Remove(id);
                }
                else if (what == 1)
                {
                    var updated = edge with { W = random.Next(100) };
                    edges.Add(Row(id, updated) + ",update");
                    _edges[id] = updated;
                }
            }
            for (int count = _nodes.Count == 0 ? 0 : random.Next(15); count > 0; count--)
            {
                var edge = NewEdge([.. _nodes.Keys]);
                edges.Insert(random.Next(edges.Count + 1), Row(_nextEdge, edge) + ",");
                _edges.Add(_nextEdge++, edge);
            }
            return (nodes, edges);
        }

        private string Update(int id, Node node)
        {
            var labels = new SortedSet<string>(node.Labels, StringComparer.Ordinal);
            string added = Any(Labels);
            string removed = Any(Labels);
            int? x = random.Next(2) == 0 ? random.Next(100) : null;
            string? y = random.Next(2) == 0 ? $"updated {random.Next(9)}" : null;
            string[] dropped = ["x", "y", "nothing"];
            string drop = Any(dropped);
            labels.Add(added);
            if (removed != added)
            {
                labels.Remove(removed);
            }
            _nodes[id] = new(
                labels,
                drop == "x" ? null : x ?? node.X,
                drop == "y" ? null : y ?? node.Y
            );
            string label = removed == added ? "" : removed;
            return $"n{id},{Show(drop == "x" ? null : x)},{(drop == "y" ? "" : y)},{added},{label},{drop},U";
        }

        private Node NewNode() =>
            new(
                new(Labels.Where(_ => random.Next(2) == 0), StringComparer.Ordinal),
                random.Next(2) == 0 ? random.Next(100) : null,
                random.Next(2) == 0 ? $"text {random.Next(100)}" : null
            );

        private Edge NewEdge(int[] ends) =>
            new(Any(ends), Any(ends), Any(Types), random.Next(2) == 0 ? random.Next(100) : null);

        private T Any<T>(T[] items) => items[random.Next(items.Length)];

        private static string Row(int id, Edge edge) =>
            $"n{edge.Start},n{edge.End},{edge.Type},{Show(id)},{Show(edge.W)}";

        private static string Show(int? number) =>
            number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }
}
