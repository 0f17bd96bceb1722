using System.Text.Json;
using Quiver.Apoc.Json;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Apoc.Load;

/// <summary>apoc.load.json and apoc.load.jsonArray: the values of JSON files as rows.</summary>
internal static class JsonLoadProcedures
{
    private const long BytesPerFileByte = 4;

    private static readonly string[] s_options = ["failOnError", "pathOptions", "compression"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> Of(DataFiles files) =>
        [
            Make(
                "apoc.load.json",
                "Imports a JSON file as a stream of values: each value of the file, or each element of an array.",
                ProcedureType.Map,
                call => Rows(files, call)
            ),
            Make(
                "apoc.load.jsonArray",
                "Loads an array from a JSON file.",
                ProcedureType.Any,
                call => Arrays(files, call)
            ),
        ];

    private static Procedure Make(
        string name,
        string description,
        ProcedureType type,
        ProcedureBody body
    ) =>
        new(
            new ProcedureSignature(
                name,
                [
                    new(
                        "urlOrKeyOrBinary",
                        ProcedureType.Any,
                        "A file of the import folder, or its bytes."
                    ),
                    new(
                        "path",
                        ProcedureType.String,
                        "Which values of the file: $.items[*].",
                        Value.String("")
                    ),
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: failOnError.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                [new("value", type, "The value.")],
                description
            ),
            body
        );

    private static IEnumerable<Value[]> Rows(DataFiles files, ProcedureInvocation call)
    {
        foreach (var value in Load(files, "apoc.load.json", call))
        {
            if (value.Kind == ValueKind.List)
            {
                foreach (var element in value.AsList())
                {
                    yield return [AsMap(element)];
                }
            }
            else if (!value.IsNull)
            {
                yield return [AsMap(value)];
            }
        }
    }

    private static IEnumerable<Value[]> Arrays(DataFiles files, ProcedureInvocation call)
    {
        foreach (var value in Load(files, "apoc.load.jsonArray", call))
        {
            yield return [value];
        }
    }

    private static Value AsMap(Value value) =>
        value.Kind == ValueKind.Map ? value : Value.Map(new MapValue([new("result", value)]));

    private static List<Value> Load(DataFiles files, string procedure, ProcedureInvocation call)
    {
        var config = new ProcedureConfig(procedure, call, call.Arguments[2], s_options);
        bool fails = config.Boolean("failOnError", true);
        string pathText = call.Arguments[1].IsNull ? "" : call.Arguments[1].AsString();
        var path = pathText.Length == 0 ? null : JsonPath.Parse(pathText);
        List<Value> values;
        try
        {
            using var file = InputFile.Open(files, procedure, call.Arguments[0], call.Cancellation);
            values = Parse(file, call);
        }
        catch (Model.Status.CypherException error)
            when (!fails && error.Status != Model.Status.StatusCodes.MemoryPoolOutOfMemory)
        {
            return [];
        }
        return path is null ? values : values.ConvertAll(path.Find);
    }

    private static List<Value> Parse(InputFile file, ProcedureInvocation call)
    {
        byte[] bytes = ReadAll(file, call);
        var values = new List<Value>();
        try
        {
            var content = bytes.AsSpan();
            if (content.StartsWith("\uFEFF"u8))
            {
                content = content[3..];
            }
            var reader = new Utf8JsonReader(content, JsonSettings.ReadingMany);
            while (reader.Read())
            {
                call.Cancellation.ThrowIfCancellationRequested();
                values.Add(JsonValueReader.Read(ref reader, WideIntegers.Round));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw ApocErrors.InvalidDocument(file.Name, error);
        }
        return values;
    }

    private static byte[] ReadAll(InputFile file, ProcedureInvocation call)
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                int count = file.Content.Read(buffer);
                if (count == 0)
                {
                    return content.ToArray();
                }
                // The values are several times as large as their text.
                call.Charge(count * BytesPerFileByte);
                content.Write(buffer, 0, count);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw ApocErrors.CannotRead(file.Name, error);
        }
    }
}
