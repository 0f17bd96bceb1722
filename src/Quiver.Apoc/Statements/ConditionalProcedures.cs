using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>apoc.when, apoc.case, apoc.do.when and apoc.do.case: one of several statements, chosen by conditions. A statement that is empty gives one empty map.</summary>
internal static class ConditionalProcedures
{
    private static readonly ProcedureParameter s_params = new(
        "params",
        ProcedureType.Map,
        "The statement's parameters, which are its variables, too.",
        Value.Map(MapValue.Empty)
    );

    private static readonly ProcedureParameter s_else = new(
        "elseQuery",
        ProcedureType.String,
        "The statement that is run otherwise.",
        Value.String("")
    );

    private static readonly ProcedureColumn s_value = new(
        "value",
        ProcedureType.Map,
        "A row: its columns and their values."
    );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        When("apoc.when", changes: false),
        When("apoc.do.when", changes: true),
        Case("apoc.case", changes: false),
        Case("apoc.do.case", changes: true),
    ];

    private static Procedure When(string name, bool changes) =>
        Of(
            name,
            [
                new("condition", ProcedureType.Boolean, "The condition."),
                new("ifQuery", ProcedureType.String, "The statement that is run if it holds."),
                s_else,
                s_params,
            ],
            "Runs one of two statements, by a condition.",
            changes,
            static call =>
                (
                    Holds(call.Arguments[0]) ? call.Arguments[1] : call.Arguments[2],
                    call.Arguments[3]
                )
        );

    private static Procedure Case(string name, bool changes) =>
        Of(
            name,
            [
                new(
                    "conditionals",
                    ProcedureType.ListOf(ProcedureType.Any),
                    "Conditions, each with the statement behind it that is run if it holds."
                ),
                s_else,
                s_params,
            ],
            "Runs the first of several statements whose condition holds.",
            changes,
            static call => (Chosen(call), call.Arguments[2])
        );

    private static Procedure Of(
        string name,
        IReadOnlyList<ProcedureParameter> parameters,
        string description,
        bool changes,
        Func<ProcedureInvocation, (Value Statement, Value Parameters)> choose
    ) =>
        new(
            new ProcedureSignature(name, parameters, [s_value], description)
            {
                Mode = changes ? ProcedureMode.Write : ProcedureMode.Read,
                ChangesGraph = changes,
            },
            call =>
            {
                var (statement, values) = choose(call);
                return InnerStatement.Clean(statement).Length == 0
                        ?
                        [
                            [Value.Map(MapValue.Empty)],
                        ]
                    : changes ? StatementProcedures.RowsOfChange(call, statement, values)
                    : StatementProcedures.RowsOf(call, statement, values);
            }
        );

    private static bool Holds(in Value condition) =>
        condition.Kind == ValueKind.Boolean && condition.AsBoolean();

    private static Value Chosen(ProcedureInvocation call)
    {
        var conditionals = call.Arguments[0].IsNull ? ListValue.Empty : call.Arguments[0].AsList();
        if (conditionals.Count % 2 != 0)
        {
            throw ApocErrors.OddConditionals();
        }
        for (int i = 0; i < conditionals.Count; i += 2)
        {
            if (Holds(conditionals[i]))
            {
                return conditionals[i + 1].Kind == ValueKind.String
                    ? conditionals[i + 1]
                    : throw ApocErrors.OddConditionals();
            }
        }
        return call.Arguments[1];
    }
}
