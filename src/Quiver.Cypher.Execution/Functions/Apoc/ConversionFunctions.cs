using System.Buffers.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.convert.* that only check what a value is, and the identifiers of apoc.create.</summary>
internal static class ConversionFunctions
{
    private const int IdentifierBytes = 16;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.convert.toList",
            static (in FunctionCall call) =>
                call[0].Kind == ValueKind.List ? call[0] : Value.List(call[0])
        );
        AddOfKind(table, "apoc.convert.toNode", ValueKind.Node);
        AddOfKind(table, "apoc.convert.toRelationship", ValueKind.Relationship);
        AddListOfKind(table, "apoc.convert.toNodeList", ValueKind.Node);
        AddListOfKind(table, "apoc.convert.toRelationshipList", ValueKind.Relationship);
        table.Add(
            "apoc.create.uuid",
            static (in FunctionCall _) => Value.String(Guid.NewGuid().ToString())
        );
        table.Add(
            "apoc.create.uuidBase64",
            static (in FunctionCall _) => Value.String(InBase64(Guid.NewGuid()))
        );
        table.Add("apoc.create.uuidBase64ToHex", ToHex);
        table.Add(
            "apoc.create.uuidHexToBase64",
            static (in FunctionCall call) =>
                Guid.TryParse(call.Text(0), out var identifier)
                    ? Value.String(InBase64(identifier))
                    : throw call.Unexpected(0, "a universally unique identifier")
        );
    }

    private static void AddOfKind(FunctionTable table, string name, ValueKind kind) =>
        table.AddNullable(
            name,
            (in FunctionCall call) => call[0].Kind == kind ? call[0] : Value.Null
        );

    private static void AddListOfKind(FunctionTable table, string name, ValueKind kind) =>
        table.AddNullable(
            name,
            (in FunctionCall call) =>
                call[0].Kind == ValueKind.List && call[0].AsList().All(v => v.Kind == kind)
                    ? call[0]
                    : Value.Null
        );

    private static string InBase64(Guid identifier) =>
        Base64Url.EncodeToString(identifier.ToByteArray(bigEndian: true));

    private static Value ToHex(in FunctionCall call)
    {
        byte[] bytes = new byte[IdentifierBytes];
        return
            Base64Url.TryDecodeFromChars(call.Text(0).AsSpan().TrimEnd('='), bytes, out int count)
            && count == IdentifierBytes
            ? Value.String(new Guid(bytes, bigEndian: true).ToString())
            : throw call.Unexpected(0, "a universally unique identifier in Base64");
    }
}
