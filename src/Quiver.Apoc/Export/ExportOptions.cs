using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>How an export is written.</summary>
internal sealed class ExportOptions
{
    private const int DefaultBatchSize = 20_000;

    private static readonly string[] s_known =
    [
        "stream",
        "batchSize",
        "jsonFormat",
        "writeNodeProperties",
        "writeRelationshipProperties",
        "compression",
        "charset",
        "params",
    ];

    /// <summary>Reads a call's options.</summary>
    public ExportOptions(string procedure, ProcedureInvocation call, Value file, Value config)
    {
        var options = new ProcedureConfig(procedure, call, config, s_known);
        Streams = options.Boolean("stream", file.IsNull);
        if (!Streams)
        {
            File = file.IsNull ? throw ApocErrors.NoFile(procedure) : file.AsString();
        }
        BatchSize = options.Count("batchSize", DefaultBatchSize);
        Format = options.Choice(
            "jsonFormat",
            "JSON_LINES",
            "JSON_LINES",
            "ARRAY_JSON",
            "JSON",
            "JSON_ID_AS_KEYS"
        ) switch
        {
            "ARRAY_JSON" => JsonLayout.Array,
            "JSON" => JsonLayout.Object,
            "JSON_ID_AS_KEYS" => JsonLayout.ObjectById,
            _ => JsonLayout.Lines,
        };
        WritesNodeProperties = options.Boolean("writeNodeProperties", true);
        WritesRelationshipProperties = options.Boolean(
            "writeRelationshipProperties",
            WritesNodeProperties
        );
        Compression = options.Choice("compression", "NONE", "NONE", "GZIP", "DEFLATE");
        options.Choice("charset", "UTF-8", "UTF-8", "UTF8");
        Parameters = options.Map("params");
    }

    /// <summary>Whether the text comes in the rows instead of a file.</summary>
    public bool Streams { get; }

    /// <summary>The file as the call named it; null for a stream.</summary>
    public string? File { get; }

    /// <summary>The lines of a streamed row.</summary>
    public int BatchSize { get; }

    /// <summary>How lines are put together.</summary>
    public JsonLayout Format { get; }

    /// <summary>Whether nodes are written with their properties.</summary>
    public bool WritesNodeProperties { get; }

    /// <summary>Whether relationships are written with theirs.</summary>
    public bool WritesRelationshipProperties { get; }

    /// <summary>NONE, GZIP or DEFLATE.</summary>
    public string Compression { get; }

    /// <summary>The parameters of an exported query.</summary>
    public MapValue Parameters { get; }
}
