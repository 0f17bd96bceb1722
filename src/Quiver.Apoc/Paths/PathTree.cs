using Quiver.Apoc.Queries;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Paths;

/// <summary>
/// apoc.convert.toTree and apoc.paths.toJsonTree: paths as nested maps, one for each node where some start. A node is <c>{_id, _elementId, _type, properties}</c>, with a list of the
/// nodes behind it for each type of relationships, whose properties stand in these nodes as <c>type.key</c>.
/// </summary>
internal sealed class PathTree
{
    private readonly Dictionary<long, OrderedDictionary<string, object>> _nodes = [];
    private readonly HashSet<long> _relationships = [];
    private readonly HashSet<long> _ends = [];
    private readonly List<long> _starts = [];
    private readonly SnapshotEntityLookup _entities;
    private readonly bool _lowers;
    private readonly MapValue _ofNodes;
    private readonly MapValue _ofRelationships;

    private PathTree(ProcedureInvocation call)
    {
        _entities = new SnapshotEntityLookup(call.Snapshot, call.VirtualEntities);
        _lowers = call.Arguments[1].IsNull || call.Arguments[1].AsBoolean();
        var config = call.Arguments[2].IsNull ? MapValue.Empty : call.Arguments[2].AsMap();
        _ofNodes = MapOf(config, "nodes");
        _ofRelationships = MapOf(config, "rels");
    }

    /// <summary>The procedures.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        .. new[] { "apoc.convert.toTree", "apoc.paths.toJsonTree" }.Select(
            static name => new Procedure(
                QueryProcedure.SignatureOf(
                    $"{name}(paths LIST<PATH>, lowerCaseRels BOOLEAN = true, config MAP = {{}}) YIELD value MAP: Gives paths as nested maps, one for each node where some start."
                ),
                static call => new PathTree(call).Run(call)
            )
        ),
    ];

    private static MapValue MapOf(MapValue config, string option) =>
        !config.TryGetValue(option, out var value) || value.IsNull ? MapValue.Empty
        : value.Kind == ValueKind.Map ? value.AsMap()
        : throw ApocErrors.WrongOption(option, "a map of labels or types and lists of keys");

    private IEnumerable<Value[]> Run(ProcedureInvocation call)
    {
        var paths = call.Arguments[0].IsNull ? ListValue.Empty : call.Arguments[0].AsList();
        foreach (var path in paths.Where(static p => !p.IsNull).Select(static p => p.AsPath()))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            Add(path);
        }
        var roots = _starts.Where(node => !_ends.Contains(node)).Distinct().ToArray();
        if (roots.Length == 0 && _starts.Count == 0)
        {
            return
            [
                [Value.Map(MapValue.Empty)],
            ];
        }
        // Where all paths go round, the first one says where to begin.
        return (roots.Length == 0 ? [_starts[0]] : roots).Select(root =>
            new[] { Build(root, [], 0) }
        );
    }

    private void Add(PathValue path)
    {
        _starts.Add(path.Nodes[0].Value);
        Node(path.Nodes[0]);
        for (int i = 0; i < path.Length; i++)
        {
            var (from, to) = (path.Nodes[i], path.Nodes[i + 1]);
            _ends.Add(to.Value);
            var relationship = path.Relationships[i];
            if (!_relationships.Add(relationship.Value))
            {
                continue;
            }
            _entities.ReadRelationship(relationship, out string type, out _, out _);
            string name = _lowers ? type.ToLowerInvariant() : type;
            var parent = Node(from);
            if (!parent.TryGetValue(name, out object? list) || list is not List<Child> children)
            {
                children = [];
                parent[name] = children;
            }
            children.Add(new Child(to.Value, OfRelationship(relationship, type, name)));
            Node(to);
        }
    }

    private OrderedDictionary<string, object> Node(NodeId node)
    {
        if (_nodes.TryGetValue(node.Value, out var known))
        {
            return known;
        }
        var labels = new List<string>();
        _entities.ReadLabels(node, labels);
        var made = new OrderedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["_id"] = Value.Integer(node.Value),
            ["_elementId"] = Value.String(_entities.ElementId(node)),
            ["_type"] = Value.String(string.Join(':', labels)),
        };
        var properties = new List<KeyValuePair<string, Value>>();
        _entities.ReadProperties(node, properties);
        string? label = labels.Find(_ofNodes.ContainsKey);
        foreach (var (key, value) in properties)
        {
            if (label is null || IsWanted(_ofNodes[label], key))
            {
                made[key] = value;
            }
        }
        _nodes.Add(node.Value, made);
        return made;
    }

    private List<KeyValuePair<string, Value>> OfRelationship(
        RelationshipId relationship,
        string type,
        string name
    )
    {
        var properties = new List<KeyValuePair<string, Value>>();
        _entities.ReadProperties(relationship, properties);
        return
        [
            new($"{name}._id", Value.Integer(relationship.Value)),
            new($"{name}._elementId", Value.String(_entities.ElementId(relationship))),
            .. properties
                .Where(p =>
                    !_ofRelationships.TryGetValue(type, out var keys) || IsWanted(keys, p.Key)
                )
                .Select(p => KeyValuePair.Create($"{name}.{p.Key}", p.Value)),
        ];
    }

    /// <summary>Whether a list of keys names one, or names others with a minus.</summary>
    private static bool IsWanted(in Value keys, string key)
    {
        var names = (keys.Kind == ValueKind.List ? keys.AsList() : new ListValue([keys]))
            .Select(static k => ValueText.ToText(k))
            .ToList();
        return names.Contains("*")
            || (
                names.Exists(static n => n.StartsWith('-'))
                    ? !names.Contains("-" + key)
                    : names.Contains(key)
            );
    }

    // A node that comes again above itself has nothing behind it there.
    private Value Build(long node, HashSet<long> above, int depth)
    {
        ValueNesting.Check(depth);
        bool isNew = above.Add(node);
        var entries = new List<KeyValuePair<string, Value>>();
        foreach (var (key, content) in _nodes[node])
        {
            if (content is Value value)
            {
                entries.Add(new(key, value));
            }
            else if (isNew)
            {
                entries.Add(
                    new(
                        key,
                        Value.List([
                            .. ((List<Child>)content).Select(child =>
                                With(Build(child.Node, above, depth + 1), child.Properties)
                            ),
                        ])
                    )
                );
            }
        }
        if (isNew)
        {
            above.Remove(node);
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value With(Value node, List<KeyValuePair<string, Value>> properties) =>
        Value.Map(new MapValue([.. node.AsMap(), .. properties]));

    private sealed record Child(long Node, List<KeyValuePair<string, Value>> Properties);
}
