using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc;

/// <summary>What exports and imports say about what they did.</summary>
internal sealed class Progress
{
    /// <summary>The columns of its row.</summary>
    public static IReadOnlyList<ProcedureColumn> Columns { get; } =
    [
        new("file", ProcedureType.String, "The file as the call named it."),
        new("source", ProcedureType.String, "What was exported or imported."),
        new("format", ProcedureType.String, "The format: json."),
        new("nodes", ProcedureType.Integer, "The nodes."),
        new("relationships", ProcedureType.Integer, "The relationships."),
        new("properties", ProcedureType.Integer, "Their properties."),
        new("time", ProcedureType.Integer, "Milliseconds since the call."),
        new("rows", ProcedureType.Integer, "The lines."),
        new("batchSize", ProcedureType.Integer, "The lines of a batch; -1 where there are none."),
        new("batches", ProcedureType.Integer, "The batches."),
        new("done", ProcedureType.Boolean, "Whether that is all."),
        new("data", ProcedureType.Any, "The text of a streamed batch."),
    ];

    /// <summary>The file as the call named it; null for a stream.</summary>
    public string? File { get; init; }

    /// <summary>What is exported or imported.</summary>
    public required string Source { get; set; }

    /// <summary>The nodes so far.</summary>
    public long Nodes { get; set; }

    /// <summary>The relationships so far.</summary>
    public long Relationships { get; set; }

    /// <summary>Their properties so far.</summary>
    public long Properties { get; set; }

    /// <summary>The lines so far.</summary>
    public long Rows { get; set; }

    /// <summary>The lines of a batch; -1 where there are none.</summary>
    public long BatchSize { get; init; } = -1;

    /// <summary>The batches so far.</summary>
    public long Batches { get; set; }

    private readonly long _started = Environment.TickCount64;

    /// <summary>The row as of now.</summary>
    /// <param name="isDone">Whether nothing follows.</param>
    /// <param name="data">The text of a batch; null for none.</param>
    public Value[] Row(bool isDone, Value data = default) =>
        [
            File is null ? Value.Null : Value.String(File),
            Value.String(Source),
            Value.String("json"),
            Value.Integer(Nodes),
            Value.Integer(Relationships),
            Value.Integer(Properties),
            Value.Integer(Environment.TickCount64 - _started),
            Value.Integer(Rows),
            Value.Integer(BatchSize),
            Value.Integer(Batches),
            Value.Boolean(isDone),
            data,
        ];
}
