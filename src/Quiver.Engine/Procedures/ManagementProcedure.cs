using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Management;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>The procedure by which monitoring pages ask for metrics. There is no Java here: beans of other domains are none, and patterns that mean them give no rows.</summary>
internal static class ManagementProcedure
{
    /// <summary>The procedure.</summary>
    public static ServerProcedure Instance { get; } =
        new(
            new ProcedureSignature(
                "dbms.queryJmx",
                [
                    new(
                        "query",
                        ProcedureType.String,
                        "The names, for example neo4j.metrics:name=neo4j.database.*; the empty text is all."
                    ),
                ],
                [
                    new("name", ProcedureType.String, "The bean's name."),
                    new("description", ProcedureType.String, "What it says."),
                    new("attributes", ProcedureType.Map, "Its attributes by their names."),
                ],
                "Query JMX management data by domain and name. For instance, use `*:*` to find all JMX beans."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            Rows
        );

    private static IEnumerable<Value[]> Rows(EngineServices services, ProcedureInvocation call)
    {
        if (call.Caller is RunningTransaction transaction)
        {
            services.Access.RequireAdmin(transaction.Principal);
        }
        string text = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
        if (!ObjectNamePattern.TryParse(text, out var pattern, out string? problem))
        {
            throw EngineErrors.MalformedObjectName(text, problem);
        }
        return MetricBeans.Of(services).Where(pattern.Matches).Select(Row);
    }

    private static Value[] Row(ManagementBean bean) =>
        [
            Value.String(bean.Name),
            Value.String(bean.Description),
            Value.Map(
                new MapValue([
                    new(
                        "Value",
                        Value.Map(
                            new MapValue([
                                new("description", Value.String(bean.Description)),
                                new("value", Value.Integer(bean.Value)),
                            ])
                        )
                    ),
                ])
            ),
        ];
}
