using Quiver.Bolt.Handshake;
using Quiver.Bolt.PackStream;
using Quiver.Bolt.Session;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Bolt.Responses;

/// <summary>Writes SUCCESS, RECORD, FAILURE and IGNORED.</summary>
/// <param name="output">The connection's outgoing bytes.</param>
/// <param name="version">The connection's version.</param>
/// <param name="values">The value writer over the same bytes.</param>
internal sealed class ResponseWriter(MessageBuffer output, BoltVersion version, ValueWriter values)
{
    private const byte SuccessTag = 0x70;
    private const byte RecordTag = 0x71;
    private const byte IgnoredTag = 0x7E;
    private const byte FailureTag = 0x7F;

    private readonly PackStreamWriter _writer = values.PackStream;

    /// <summary>Writes a SUCCESS with metadata.</summary>
    public void Success(MapValue metadata)
    {
        BeginSuccess();
        values.WriteMap(metadata, NoEntities.Instance);
        output.EndMessage();
    }

    /// <summary>Begins a SUCCESS; the caller writes one map and calls <see cref="End"/>.</summary>
    public PackStreamWriter BeginSuccess()
    {
        output.BeginMessage();
        _writer.BeginStructure(SuccessTag, 1);
        return _writer;
    }

    /// <summary>Ends the message begun last.</summary>
    public void End() => output.EndMessage();

    /// <summary>Writes one row of a batch as a RECORD.</summary>
    public void Record(Batch batch, int row, IEntityLookup entities)
    {
        output.BeginMessage();
        _writer.BeginStructure(RecordTag, 1);
        _writer.BeginList(batch.Columns.Length);
        foreach (var column in batch.Columns)
        {
            values.Write(column, row, entities);
        }
        output.EndMessage();
    }

    /// <summary>Whether a vector in a record was replaced since this was asked last.</summary>
    public bool TakeVectorWasReplaced() => values.TakeVectorWasReplaced();

    /// <summary>Writes an IGNORED.</summary>
    public void Ignored()
    {
        output.BeginMessage();
        _writer.BeginStructure(IgnoredTag, 0);
        output.EndMessage();
    }

    /// <summary>Writes a FAILURE.</summary>
    public void Failure(CypherException error)
    {
        output.BeginMessage();
        _writer.BeginStructure(FailureTag, 1);
        if (!version.HasGqlFailures)
        {
            _writer.BeginMap(2);
            WriteText("code", error.Status.Code);
            WriteText("message", error.Message);
        }
        else
        {
            _writer.BeginMap(5);
            WriteText("neo4j_code", error.Status.Code);
            WriteText("message", error.Message);
            WriteText("gql_status", error.Status.GqlStatus);
            WriteText("description", error.Status.GqlDescription);
            _writer.WriteString("diagnostic_record");
            values.WriteMap(DiagnosticRecord(error), NoEntities.Instance);
        }
        output.EndMessage();
    }

    private static MapValue DiagnosticRecord(CypherException error)
    {
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("OPERATION", Value.String("")),
            new("OPERATION_CODE", Value.String("0")),
            new("CURRENT_SCHEMA", Value.String("/")),
            new("_classification", Value.String(Classification(error.Status.Code))),
        };
        if (error.Position is { } position)
        {
            entries.Add(new("_position", Position(position)));
        }
        return new MapValue(entries);
    }

    /// <summary>A position as drivers read it.</summary>
    public static Value Position(TextPosition position) =>
        Value.Map(
            new MapValue([
                new("offset", Value.Integer(position.Offset)),
                new("line", Value.Integer(position.Line)),
                new("column", Value.Integer(position.Column)),
            ])
        );

    private static string Classification(string code) =>
        code.StartsWith("Neo.TransientError", StringComparison.Ordinal) ? "TRANSIENT_ERROR"
        : code.StartsWith("Neo.DatabaseError", StringComparison.Ordinal) ? "DATABASE_ERROR"
        : "CLIENT_ERROR";

    private void WriteText(string key, string text)
    {
        _writer.WriteString(key);
        _writer.WriteString(text);
    }
}
