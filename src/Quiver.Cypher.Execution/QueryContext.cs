using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Quiver.Cypher.Execution.Csv;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Execution.Shows;
using Quiver.Cypher.Execution.Writing;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution;

/// <summary>What every operator and expression of one running query shares.</summary>
internal sealed partial class QueryContext
{
    private const int MaxNotifications = 100;

    private static volatile NamedZone? s_zone;

    private long _storeHits;
    private List<LabelId>? _labels;
    private List<KeyValuePair<PropertyKeyId, Value>>? _properties;
    private List<IDisposable>? _resources;
    private List<PlanNotification>? _notifications;
    private Value[] _typeNames = [];
    private Value[] _labelNames = [];
    private readonly IShowSource? _show;

    /// <summary>Makes a context.</summary>
    /// <param name="snapshot">The graph as it is when the statement starts.</param>
    /// <param name="parameters">The query's parameters.</param>
    /// <param name="options">Limits and clocks.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <param name="transaction">The transaction of a statement that writes.</param>
    public QueryContext(
        Snapshot snapshot,
        MapValue parameters,
        ExecutionOptions options,
        CancellationToken cancellation,
        WriteTransaction? transaction = null
    )
    {
        _snapshot = snapshot;
        Options = options;
        Parameters = parameters;
        Memory = new QueryMemory(options.MemoryLimitBytes, options.MemoryPool);
        Cancellation = cancellation;
        Clock = options.Clock;
        StatementTime = options.StatementTime ?? options.Clock.UtcNow;
        TransactionTime = options.TransactionTime ?? StatementTime;
        Zone = ZoneOf(options.DefaultZone);
        Profile = options.Profile;
        MergesRowByRow = options.MergesRowByRow;
        _show = options.Show;
        Procedures = options.Procedures;
        Csv = options.Csv;
        Caller = options.Caller;
        if (transaction is not null)
        {
            Writer = new GraphWriter(transaction, Memory);
            FirstSnapshotLimits = (snapshot.NodeIdLimit, snapshot.RelationshipIdLimit);
        }
    }

    /// <summary>How the query runs.</summary>
    public ExecutionOptions Options { get; }

    /// <summary>The query's parameters.</summary>
    public MapValue Parameters { get; }

    /// <summary>The query's memory budget.</summary>
    public QueryMemory Memory { get; private init; }

    /// <summary>Whether conditions have failed for rows that may turn out not to be wanted.</summary>
    public AttemptLog Attempts { get; private init; } = new();

    /// <summary>Whether the client or a time-out ended the query.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>When the statement began.</summary>
    public DateTimeOffset StatementTime { get; private init; }

    /// <summary>When the transaction began.</summary>
    public DateTimeOffset TransactionTime { get; private init; }

    /// <summary>The clock behind realtime functions and profiles.</summary>
    public IClock Clock { get; }

    /// <summary>The zone of temporal values that name none.</summary>
    public TemporalZone Zone { get; }

    /// <summary>Who gives the rows of SHOW.</summary>
    public IShowSource Show =>
        _show ?? throw new UnreachableException("Nobody gives the rows of SHOW here.");

    /// <summary>Whether operators count their rows and time.</summary>
    public bool Profile { get; }

    /// <summary>How often nodes, relationships, properties and index entries were read or changed, for profiles.</summary>
    public long StoreHits => _storeHits + (Writer?.Counters.All ?? 0);

    /// <summary>Whether MERGE takes its rows one by one where it could look for all of them at once.</summary>
    public bool MergesRowByRow { get; }

    /// <summary>What procedures do.</summary>
    public ProcedureSet Procedures { get; }

    /// <summary>Where LOAD CSV finds its files; null where it finds none.</summary>
    public ICsvSource? Csv { get; }

    /// <summary>Whose query it is.</summary>
    public IProcedureCaller? Caller { get; }

    /// <summary>What procedures made up.</summary>
    [field: MaybeNull]
    public VirtualEntities VirtualEntities => field ??= new();

    /// <summary>What the client is told with the summary.</summary>
    public IReadOnlyList<PlanNotification> Notifications => _notifications ?? [];

    /// <summary>Counts that the statement searches an index.</summary>
    public void NoteRead(IndexDefinition index) =>
        Options.IndexReads?.Note(index.Id, StatementTime);

    /// <summary>Tells the client something with the summary; what it is told already, only once.</summary>
    public void Notify(PlanNotification notification)
    {
        _notifications ??= [];
        if (_notifications.Count < MaxNotifications && !_notifications.Contains(notification))
        {
            _notifications.Add(notification);
        }
    }

    /// <summary>Entities as their users see them.</summary>
    [field: MaybeNull]
    public IEntityLookup Entities =>
        field ??=
            Writer is null && Options.Transactions is null
                ? new SnapshotEntityLookup(Snapshot, VirtualEntities)
                : new WrittenEntityLookup(this);

    /// <summary>The regular expressions in use.</summary>
    [field: MaybeNull]
    public RegularExpressions RegularExpressions =>
        field ??= new RegularExpressions(Memory, Cancellation);

    /// <summary>A relationship's type and ends, also of one that the statement has deleted; fails the query when there is none.</summary>
    public RelationshipRecord ReadRelationship(RelationshipId relationship)
    {
        if (VirtualEntities.IsVirtual(relationship.Value))
        {
            var (type, start, end) = VirtualEntities[relationship];
            return new RelationshipRecord(Snapshot.Tokens.RelationshipType(type), start, end);
        }
        return Snapshot.TryReadRelationship(relationship, out var record) ? record
            : Writer is not null && Writer.TryGetDeleted(relationship, out record) ? record
            : throw RuntimeErrors.EntityNotFound(Value.Relationship(relationship));
    }

    /// <summary>A context for another thread that reads for the same query, on the same memory budget.</summary>
    public QueryContext Fork()
    {
        Memory.Share();
        return new QueryContext(Snapshot, Parameters, Options, Cancellation)
        {
            Memory = Memory,
            Attempts = Attempts,
            StatementTime = StatementTime,
            TransactionTime = TransactionTime,
        };
    }

    /// <summary>Counts what was read of the graph.</summary>
    public void CountHits(long count) => _storeHits += count;

    /// <summary>Keeps something to be disposed with the query, unless its user does so before.</summary>
    public void Own(IDisposable resource) => (_resources ??= []).Add(resource);

    /// <summary>Disposes something that the query owns.</summary>
    public void Disown(IDisposable resource)
    {
        _resources?.Remove(resource);
        resource.Dispose();
    }

    /// <summary>Disposes all that the query owns, and gives its memory back.</summary>
    public void DisposeResources()
    {
        if (_resources is { } resources)
        {
            foreach (var resource in resources)
            {
                resource.Dispose();
            }
            resources.Clear();
        }
        Memory.ReturnAll();
    }

    /// <summary>The name of a relationship type, as text.</summary>
    public Value TypeName(RelationshipTypeId type) =>
        Name(ref _typeNames, Snapshot.Tokens.RelationshipTypes.All, type.Value);

    /// <summary>A node's labels as a list of text.</summary>
    public Value LabelsOf(NodeId node)
    {
        if (VirtualEntities.IsVirtual(node.Value))
        {
            return Value.List(Value.String(VirtualEntities.LabelOf(node)));
        }
        Writer?.Require(Value.Node(node));
        CountHits(1);
        _labels ??= [];
        _labels.Clear();
        Snapshot.ReadLabels(node, _labels);
        if (Writer is { Pending.IsEmpty: false } writer)
        {
            return LabelsWithPending(node, _labels, writer);
        }
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
        if (VirtualEntities.IsVirtual(entity.Bits))
        {
            return entity.Kind == ValueKind.Node
                ? VirtualEntities.PropertiesOf(entity.AsNode())
                : MapValue.Empty;
        }
        Writer?.Require(entity);
        CountHits(1);
        _properties ??= [];
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
        if (Writer is { Pending.IsEmpty: false })
        {
            var merged = new SortedDictionary<string, Value>(StringComparer.Ordinal);
            foreach (var entry in entries)
            {
                merged[entry.Key] = entry.Value;
            }
            ApplyPending(entity, merged);
            return new MapValue(merged);
        }
        return new MapValue(entries);
    }

    // Every query asks, and all of an engine ask for the same.
    private static TemporalZone ZoneOf(string text)
    {
        if (s_zone is { } last && last.Text == text)
        {
            return last.Zone;
        }
        if (!TemporalZone.TryParse(Encoding.UTF8.GetBytes(text), out var zone, out var problem))
        {
            throw TemporalErrors.InvalidZone(text, problem);
        }
        s_zone = new(text, zone);
        return zone;
    }

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

    private sealed record NamedZone(string Text, TemporalZone Zone);
}
