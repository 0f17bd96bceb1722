using Quiver.Cypher.Execution.Functions.Text;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>apoc.util.validate: fails a query that finds something wrong.</summary>
internal static class Validation
{
    private const string Name = "apoc.util.validate";

    /// <summary>The procedure.</summary>
    public static Procedure Procedure { get; } =
        new(
            new ProcedureSignature(
                Name,
                [
                    new("predicate", ProcedureType.Boolean, "Whether something is wrong."),
                    new("message", ProcedureType.String, "What, with %s and %d for values."),
                    new("params", ProcedureType.ListOf(ProcedureType.Any), "The values."),
                ],
                [],
                "If the predicate is true, fails with the message."
            )
            {
                HasEffects = true,
            },
            Run
        );

    private static IEnumerable<Value[]> Run(ProcedureInvocation call)
    {
        var (predicate, message, values) = (
            call.Arguments[0],
            call.Arguments[1],
            call.Arguments[2]
        );
        if (predicate.IsNull || !predicate.AsBoolean())
        {
            return [];
        }
        throw ApocErrors.Validation(
            Name,
            MessageFormat.Apply(
                message.IsNull ? "" : message.AsString(),
                values.IsNull ? ListValue.Empty : values.AsList()
            )
        );
    }
}
