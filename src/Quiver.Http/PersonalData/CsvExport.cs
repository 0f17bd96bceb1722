using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Quiver.Engine.PersonalData;
using Quiver.Http.Json;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Http.PersonalData;

/// <summary>
/// A person's data as CSV, streamed: a line for each property, with the type of its value, so that values of any types stand in one column; one line without a
/// property for what has none.
/// </summary>
/// <remarks>Text that a spreadsheet would take for a formula gets an apostrophe in front, as such programs expect it.</remarks>
internal sealed class CsvExport(PipeWriter output, CancellationToken cancellationToken)
    : ISubjectDataReceiver
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    private const string Header =
        "database,entity,elementId,labelsOrType,startElementId,endElementId,property,type,value\r\n";

    private const string NotNull = " NOT NULL";
    private const int FlushBytes = 16 * 1024;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    private readonly StringBuilder _lines = new(Header);
    private readonly List<string> _labels = [];
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private string _database = "";
    private IEntityLookup? _entities;

    /// <inheritdoc/>
    public ValueTask BeginDatabaseAsync(string database, IEntityLookup entities)
    {
        _database = database;
        _entities = entities;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask NodeAsync(NodeId node)
    {
        _labels.Clear();
        _properties.Clear();
        _entities!.ReadLabels(node, _labels);
        _entities.ReadProperties(node, _properties);
        return WriteAsync([
            _database,
            "node",
            _entities.ElementId(node),
            Guarded(string.Join(';', _labels)),
            "",
            "",
        ]);
    }

    /// <inheritdoc/>
    public ValueTask RelationshipAsync(RelationshipId relationship)
    {
        _properties.Clear();
        _entities!.ReadRelationship(relationship, out string type, out var start, out var end);
        _entities.ReadProperties(relationship, _properties);
        return WriteAsync([
            _database,
            "relationship",
            _entities.ElementId(relationship),
            Guarded(type),
            _entities.ElementId(start),
            _entities.ElementId(end),
        ]);
    }

    /// <inheritdoc/>
    public ValueTask EndDatabaseAsync(string position) => ValueTask.CompletedTask;

    /// <summary>Ends the export.</summary>
    public ValueTask EndAsync() => FlushAsync();

    private ValueTask WriteAsync(ReadOnlySpan<string> entity)
    {
        if (_properties.Count == 0)
        {
            WriteLine(entity, "", "", "");
        }
        foreach (var (key, value) in _properties)
        {
            WriteLine(entity, Guarded(key), TypeOf(value), TextOf(value));
        }
        return _lines.Length >= FlushBytes ? FlushAsync() : ValueTask.CompletedTask;
    }

    private void WriteLine(ReadOnlySpan<string> entity, string property, string type, string value)
    {
        foreach (string cell in entity)
        {
            WriteCell(cell);
            _lines.Append(',');
        }
        WriteCell(property);
        _lines.Append(',');
        WriteCell(type);
        _lines.Append(',');
        WriteCell(value);
        _lines.Append("\r\n");
    }

    private void WriteCell(string text)
    {
        if (text.AsSpan().ContainsAny(Quoted))
        {
            _lines
                .Append('"')
                .Append(text.Replace("\"", "\"\"", StringComparison.Ordinal))
                .Append('"');
        }
        else
        {
            _lines.Append(text);
        }
    }

    private async ValueTask FlushAsync()
    {
        Encoding.UTF8.GetBytes(_lines.ToString(), output);
        _lines.Clear();
        var result = await output.FlushAsync(cancellationToken);
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The client closed the connection.");
        }
    }

    private static string Guarded(string text) =>
        text.Length > 0 && Formula.Contains(text[0]) ? "'" + text : text;

    // What is stored is never null.
    private static string TypeOf(Value value)
    {
        string name = ValueTypeName.Of(value);
        return name.EndsWith(NotNull, StringComparison.Ordinal) ? name[..^NotNull.Length] : name;
    }

    private string TextOf(Value value) =>
        value.Kind switch
        {
            ValueKind.String => Guarded(value.AsString()),
            ValueKind.List or ValueKind.Map or ValueKind.Bytes or ValueKind.Vector => JsonOf(value),
            _ => ValueText.ToText(value),
        };

    private string JsonOf(Value value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonStream.WriterOptions))
        {
            new ExportedValueWriter(writer, _entities!).Write(value);
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
