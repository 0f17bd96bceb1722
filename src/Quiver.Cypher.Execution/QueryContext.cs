using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Shows;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution;

/// <summary>What every operator and expression of one running query shares.</summary>
internal sealed class QueryContext(
    Snapshot snapshot,
    MapValue parameters,
    ExecutionOptions options,
    CancellationToken cancellation
)
{
    private readonly List<LabelId> _labels = [];
    private readonly List<KeyValuePair<PropertyKeyId, Value>> _properties = [];
    private Value[] _typeNames = [];
    private Value[] _labelNames = [];

    /// <summary>The graph that the query reads.</summary>
    public Snapshot Snapshot { get; } = snapshot;

    /// <summary>The query's parameters.</summary>
    public MapValue Parameters { get; } = parameters;

    /// <summary>The query's memory budget.</summary>
    public QueryMemory Memory { get; } = new(options.MemoryLimitBytes);

    /// <summary>Whether the client or a time-out ended the query.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>When the statement began.</summary>
    public DateTimeOffset StatementTime { get; } = options.StatementTime ?? options.Clock.UtcNow;

    /// <summary>When the transaction began.</summary>
    public DateTimeOffset TransactionTime { get; } =
        options.TransactionTime ?? options.StatementTime ?? options.Clock.UtcNow;

    /// <summary>The clock behind realtime functions and profiles.</summary>
    public IClock Clock { get; } = options.Clock;

    /// <summary>The zone of temporal values that name none.</summary>
    public TemporalZone Zone { get; } = ZoneOf(options.DefaultZone);

    /// <summary>Who gives the rows of SHOW.</summary>
    public IShowSource Show =>
        options.Show ?? throw new UnreachableException("Nobody gives the rows of SHOW here.");

    /// <summary>Whether operators count their rows and time.</summary>
    public bool Profile { get; } = options.Profile;

    /// <summary>Entities as their users see them.</summary>
    [field: MaybeNull]
    public SnapshotEntityLookup Entities => field ??= new SnapshotEntityLookup(Snapshot);

    /// <summary>The regular expressions in use.</summary>
    [field: MaybeNull]
    public RegularExpressions RegularExpressions => field ??= new RegularExpressions();

    /// <summary>A relationship's type and ends; fails the query when it was deleted.</summary>
    public RelationshipRecord ReadRelationship(RelationshipId relationship) =>
        Snapshot.TryReadRelationship(relationship, out var record)
            ? record
            : throw RuntimeErrors.EntityNotFound(Value.Relationship(relationship));

    /// <summary>The name of a relationship type, as text.</summary>
    public Value TypeName(RelationshipTypeId type) =>
        Name(ref _typeNames, Snapshot.Tokens.RelationshipTypes.All, type.Value);

    /// <summary>A node's labels as a list of text.</summary>
    public Value LabelsOf(NodeId node)
    {
        _labels.Clear();
        Snapshot.ReadLabels(node, _labels);
        var names = new Value[_labels.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Name(ref _labelNames, Snapshot.Tokens.Labels.All, _labels[i].Value);
        }
        return Value.List(names);
    }

    /// <summary>All properties of a node or relationship.</summary>
    public MapValue PropertiesOf(Value entity)
    {
        _properties.Clear();
        if (entity.Kind == ValueKind.Node)
        {
            Snapshot.ReadProperties(entity.AsNode(), _properties);
        }
        else
        {
            Snapshot.ReadProperties(entity.AsRelationship(), _properties);
        }
        var entries = new KeyValuePair<string, Value>[_properties.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            string key = Snapshot.Tokens.PropertyKeys[_properties[i].Key.Value];
            entries[i] = new(key, _properties[i].Value);
        }
        return new MapValue(entries);
    }

    private static TemporalZone ZoneOf(string text) =>
        TemporalZone.TryParse(Encoding.UTF8.GetBytes(text), out var zone, out var problem)
            ? zone
            : throw TemporalErrors.InvalidZone(text, problem);

    private static Value Name(ref Value[] cache, IReadOnlyList<string> names, int number)
    {
        if (number >= cache.Length)
        {
            Array.Resize(ref cache, names.Count);
        }
        if (cache[number].IsNull)
        {
            cache[number] = Value.String(names[number]);
        }
        return cache[number];
    }
}
