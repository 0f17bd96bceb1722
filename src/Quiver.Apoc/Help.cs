using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Functions;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc;

/// <summary>apoc.help: what there is of APOC.</summary>
internal static class Help
{
    private const string Prefix = "apoc.";

    /// <summary>The procedure, for those that it tells of.</summary>
    public static Procedure Of(IReadOnlyList<Procedure> procedures) =>
        new(
            new ProcedureSignature(
                "apoc.help",
                [new("proc", ProcedureType.String, "A part of the names.")],
                [
                    new("type", ProcedureType.String, "procedure or function."),
                    new("name", ProcedureType.String, "The name."),
                    new("text", ProcedureType.String, "What it does."),
                    new("signature", ProcedureType.String, "What it takes and gives."),
                    new("roles", ProcedureType.ListOf(ProcedureType.String), "Always null."),
                    new("writes", ProcedureType.Boolean, "Whether it changes the graph."),
                    new("core", ProcedureType.Boolean, "Whether it is one of APOC Core."),
                    new("isDeprecated", ProcedureType.Boolean, "Always false."),
                ],
                "Tells of the procedures and functions of APOC that are there, by a part of their names."
            ),
            call => Rows(procedures, call.Arguments[0])
        );

    private static IEnumerable<Value[]> Rows(IReadOnlyList<Procedure> procedures, Value part)
    {
        string wanted = part.IsNull ? "" : part.AsString();
        foreach (
            var signature in procedures
                .Select(static p => p.Signature)
                .Where(s => s.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderBy(static s => s.Name, StringComparer.Ordinal)
        )
        {
            yield return Row(
                "procedure",
                signature.Name,
                signature.Description,
                signature.ToString(),
                signature.Mode == ProcedureMode.Write
            );
        }
        foreach (
            var signature in FunctionCatalog.All.Where(s =>
                s.Name.StartsWith(Prefix, StringComparison.Ordinal)
                && s.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            yield return Row(
                "function",
                signature.Name,
                signature.Description,
                signature.ToString(),
                writes: false
            );
        }
    }

    private static Value[] Row(
        string type,
        string name,
        string text,
        string signature,
        bool writes
    ) =>
        [
            Value.String(type),
            Value.String(name),
            Value.String(text),
            Value.String(signature),
            Value.Null,
            Value.Boolean(writes),
            // Of those that are there this one alone was never in Core.
            Value.Boolean(name != "apoc.load.csv"),
            Value.False,
        ];
}
