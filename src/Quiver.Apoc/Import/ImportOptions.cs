using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Import;

/// <summary>How lines are imported.</summary>
internal sealed class ImportOptions
{
    private const int DefaultBatchSize = 5_000;
    private const string All = "_all";

    private static readonly string[] s_known =
    [
        "importIdName",
        "nodePropertyMappings",
        "relPropertyMappings",
        "nodePropFilter",
        "relPropFilter",
        "unwindBatchSize",
        "txBatchSize",
        "cleanup",
        "compression",
    ];

    private readonly Dictionary<(string Name, string Key), PropertyMapping> _ofNodes;
    private readonly Dictionary<(string Name, string Key), PropertyMapping> _ofRelationships;
    private readonly HashSet<(string Name, string Key)> _droppedOfNodes;
    private readonly HashSet<(string Name, string Key)> _droppedOfRelationships;

    /// <summary>Reads a call's options.</summary>
    public ImportOptions(string procedure, ProcedureInvocation call, Value config)
    {
        var options = new ProcedureConfig(procedure, call, config, s_known);
        IdKey = options.Text("importIdName", "neo4jImportId");
        BatchSize = options.Count("txBatchSize", DefaultBatchSize);
        options.Count("unwindBatchSize", DefaultBatchSize);
        KeepsIds = !options.Boolean("cleanup", false);
        _ofNodes = Mappings(options, "nodePropertyMappings");
        _ofRelationships = Mappings(options, "relPropertyMappings");
        _droppedOfNodes = Filter(options, "nodePropFilter");
        _droppedOfRelationships = Filter(options, "relPropFilter");
    }

    /// <summary>The property that keeps a node's id in the file.</summary>
    public string IdKey { get; }

    /// <summary>The lines of a transaction.</summary>
    public int BatchSize { get; }

    /// <summary>Whether nodes keep their ids.</summary>
    public bool KeepsIds { get; }

    /// <summary>What a property is to become; null for what JSON says it is.</summary>
    public PropertyMapping? MappingOf(ImportLine line, string key)
    {
        var mappings = line.IsNode ? _ofNodes : _ofRelationships;
        if (mappings.Count == 0)
        {
            return null;
        }
        foreach (string name in line.Names)
        {
            if (mappings.TryGetValue((name, key), out var mapping))
            {
                return mapping;
            }
        }
        return null;
    }

    /// <summary>Whether a property is to be left out.</summary>
    public bool IsDropped(ImportLine line, string key)
    {
        var dropped = line.IsNode ? _droppedOfNodes : _droppedOfRelationships;
        if (dropped.Count == 0)
        {
            return false;
        }
        bool isDropped = dropped.Contains((All, key));
        foreach (string name in line.Names)
        {
            isDropped |= dropped.Contains((name, key));
        }
        return isDropped;
    }

    private static Dictionary<(string, string), PropertyMapping> Mappings(
        ProcedureConfig options,
        string option
    )
    {
        var mappings = new Dictionary<(string, string), PropertyMapping>();
        foreach (var (name, keys) in options.Map(option))
        {
            if (keys.Kind != ValueKind.Map)
            {
                throw ApocErrors.WrongOption(option, "a map of maps: {Label: {key: 'Type'}}");
            }
            foreach (var (key, type) in keys.AsMap())
            {
                mappings[(name, key)] = PropertyMapping.Of(
                    key,
                    type.Kind == ValueKind.String ? type.AsString() : type.ToString()
                );
            }
        }
        return mappings;
    }

    private static HashSet<(string, string)> Filter(ProcedureConfig options, string option)
    {
        var dropped = new HashSet<(string, string)>();
        foreach (var (name, keys) in options.Map(option))
        {
            if (keys.Kind != ValueKind.List)
            {
                throw ApocErrors.WrongOption(option, "a map of lists: {Label: ['key']}");
            }
            foreach (var key in keys.AsList().AsSpan())
            {
                dropped.Add((name, key.Kind == ValueKind.String ? key.AsString() : key.ToString()));
            }
        }
        return dropped;
    }
}
