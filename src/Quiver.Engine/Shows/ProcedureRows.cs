using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW PROCEDURES.</summary>
internal static class ProcedureRows
{
    /// <summary>The procedures by name.</summary>
    public static IReadOnlyList<Value[]> Of(ProcedureCatalog procedures) =>
        [.. procedures.All.Select(Row)];

    private static Value[] Row(ProcedureSignature procedure) =>
        [
            Value.String(procedure.Name),
            Value.String(procedure.Description),
            Value.String(procedure.Mode.ToString().ToUpperInvariant()),
            Value.Boolean(procedure.WorksOnSystem),
            Value.String(procedure.ToString()),
            Value.List([
                .. procedure.Parameters.Select(static p => Entry(p.Name, p.Type, p.Description)),
            ]),
            Value.List([
                .. procedure.Columns.Select(static c => Entry(c.Name, c.Type, c.Description)),
            ]),
            Value.Boolean(false),
            Value.Null,
            Value.Null,
            Value.Boolean(false),
            Value.Null,
            Value.Map(new MapValue([new("deprecated", Value.Boolean(false))])),
        ];

    private static Value Entry(string name, ProcedureType type, string description) =>
        Value.Map(
            new MapValue([
                new("name", Value.String(name)),
                new("type", Value.String(type.Name)),
                new("description", Value.String(description)),
                new("isDeprecated", Value.Boolean(false)),
            ])
        );
}
