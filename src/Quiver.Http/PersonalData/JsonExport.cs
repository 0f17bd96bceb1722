using System.Text.Json;
using Quiver.Engine.PersonalData;
using Quiver.Http.Json;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Http.PersonalData;

/// <summary>
/// A person's data as JSON, streamed: <c>{"databases":[{"name":…,"nodes":[…],"relationships":[…],"position":…}],"nodes":count,"relationships":count,…}</c>.
/// </summary>
internal sealed class JsonExport : ISubjectDataReceiver
{
    private readonly JsonStream _json;
    private readonly List<string> _labels = [];
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private IEntityLookup? _entities;
    private ExportedValueWriter? _values;
    private long _nodeCount;
    private long _relationshipCount;
    private bool _isAmongRelationships;
    private bool _isBegun;

    /// <summary>Makes an export; nothing is written before the first database.</summary>
    public JsonExport(JsonStream json) => _json = json;

    private Utf8JsonWriter Writer => _json.Writer;

    /// <inheritdoc/>
    public ValueTask BeginDatabaseAsync(string database, IEntityLookup entities)
    {
        Begin();
        _entities = entities;
        _values = new ExportedValueWriter(Writer, entities);
        _isAmongRelationships = false;
        Writer.WriteStartObject();
        Writer.WriteString("name", database);
        Writer.WriteStartArray("nodes");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask NodeAsync(NodeId node)
    {
        _nodeCount++;
        Writer.WriteStartObject();
        Writer.WriteString("elementId", _entities!.ElementId(node));
        Writer.WriteStartArray("labels");
        _labels.Clear();
        _entities.ReadLabels(node, _labels);
        foreach (string label in _labels)
        {
            Writer.WriteStringValue(label);
        }
        Writer.WriteEndArray();
        _properties.Clear();
        _entities.ReadProperties(node, _properties);
        Writer.WritePropertyName("properties");
        _values!.Write(_properties);
        Writer.WriteEndObject();
        return _json.FlushIfLargeAsync();
    }

    /// <inheritdoc/>
    public ValueTask RelationshipAsync(RelationshipId relationship)
    {
        BeginRelationships();
        _relationshipCount++;
        _entities!.ReadRelationship(relationship, out string type, out var start, out var end);
        Writer.WriteStartObject();
        Writer.WriteString("elementId", _entities.ElementId(relationship));
        Writer.WriteString("type", type);
        Writer.WriteString("startNodeElementId", _entities.ElementId(start));
        Writer.WriteString("endNodeElementId", _entities.ElementId(end));
        _properties.Clear();
        _entities.ReadProperties(relationship, _properties);
        Writer.WritePropertyName("properties");
        _values!.Write(_properties);
        Writer.WriteEndObject();
        return _json.FlushIfLargeAsync();
    }

    /// <inheritdoc/>
    public ValueTask EndDatabaseAsync(string position)
    {
        BeginRelationships();
        Writer.WriteEndArray();
        Writer.WriteString("position", position);
        Writer.WriteEndObject();
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the export.</summary>
    public ValueTask EndAsync(SubjectId subject, DateTimeOffset now)
    {
        Begin();
        Writer.WriteEndArray();
        Writer.WriteString("userId", subject.Text);
        Writer.WriteNumber("nodes", _nodeCount);
        Writer.WriteNumber("relationships", _relationshipCount);
        Writer.WriteString("exportedAt", now.UtcDateTime.ToString("O"));
        Writer.WriteEndObject();
        return _json.FlushAsync();
    }

    private void Begin()
    {
        if (!_isBegun)
        {
            _isBegun = true;
            Writer.WriteStartObject();
            Writer.WriteStartArray("databases");
        }
    }

    private void BeginRelationships()
    {
        if (!_isAmongRelationships)
        {
            _isAmongRelationships = true;
            Writer.WriteEndArray();
            Writer.WriteStartArray("relationships");
        }
    }
}
