using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>db.stats: what the planner knows of the graph. Queries are not recorded: that section exists, and stays empty.</summary>
internal static class StatisticsProcedures
{
    private const string Counts = "GRAPH COUNTS";
    private const string Tokens = "TOKENS";
    private const string Meta = "META";
    private const string Queries = "QUERIES";

    private static readonly ProcedureParameter s_section = new(
        "section",
        ProcedureType.String,
        $"'{Counts}', '{Tokens}', '{Meta}' or '{Queries}'."
    );

    private static readonly ProcedureParameter s_configuration = new(
        "config",
        ProcedureType.Map,
        "Has no effect.",
        Value.Map(MapValue.Empty)
    );

    private static readonly ProcedureColumn[] s_data =
    [
        new("section", ProcedureType.String, "The section."),
        new("data", ProcedureType.Map, "What it holds."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        new(
            new ProcedureSignature(
                "db.stats.retrieve",
                [s_section, s_configuration],
                s_data,
                "Retrieve statistical data about the current database."
            ),
            Retrieve
        ),
        new(
            new ProcedureSignature(
                "db.stats.retrieveAllAnonymized",
                [new("graphToken", ProcedureType.String, "A name for the graph."), s_configuration],
                s_data,
                "Retrieve all available statistical data about the current database, in an anonymized form."
            ),
            static call =>
            {
                string token = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
                return token.Length > 0
                    ?
                    [
                        MetaOf(token),
                        [
                            Value.String(Counts),
                            new GraphCountsSection(call.Snapshot, isAnonymous: true).Read(),
                        ],
                    ]
                    : throw RuntimeErrors.ProcedureFailed(
                        "db.stats.retrieveAllAnonymized",
                        "The graph token must not be empty"
                    );
            }
        ),
        new(
            new ProcedureSignature(
                "db.stats.status",
                [],
                [
                    s_data[0],
                    new("status", ProcedureType.String, "Whether it is being collected."),
                    s_data[1],
                ],
                "Retrieve the status of all available collector daemons, for the current database."
            ),
            static _ =>
                [
                    [Value.String(Queries), Value.String("idle"), Value.Map(MapValue.Empty)],
                ]
        ),
        Command(
            "db.stats.collect",
            "Start data collection of a given data section.",
            [s_section, s_configuration],
            static section =>
                section == Queries
                    ? "Queries are not recorded by this server."
                    : "Section does not have to be explicitly collected, it can always be directly retrieved."
        ),
        Command(
            "db.stats.stop",
            "Stop data collection of a given data section.",
            [s_section],
            static section =>
                section == Queries
                    ? "Collection is not running."
                    : "Section does not have to be explicitly collected, so it can not be stopped."
        ),
        Command(
            "db.stats.clear",
            "Clear collected data of a given data section.",
            [s_section],
            static section =>
                section == Queries
                    ? "There is nothing to clear."
                    : "Section does not have to be explicitly collected, so it can not be cleared."
        ),
    ];

    private static IEnumerable<Value[]> Retrieve(ProcedureInvocation call)
    {
        string section = SectionOf(call, "db.stats.retrieve");
        return section switch
        {
            Counts =>
            [
                [Value.String(Counts), new GraphCountsSection(call.Snapshot, false).Read()],
            ],
            Tokens => [TokensOf(call)],
            Meta => [MetaOf(call.Caller?.DatabaseName ?? "")],
            _ => [],
        };
    }

    private static Value[] TokensOf(ProcedureInvocation call)
    {
        var tokens = call.Snapshot.Tokens;
        return
        [
            Value.String(Tokens),
            Value.Map(
                new MapValue([
                    new("labels", Texts(tokens.Labels.All)),
                    new("relationshipTypes", Texts(tokens.RelationshipTypes.All)),
                    new("propertyKeys", Texts(tokens.PropertyKeys.All)),
                ])
            ),
        ];

        static Value Texts(IEnumerable<string> names) =>
            Value.List([.. names.Select(Value.String)]);
    }

    private static Value[] MetaOf(string graph) =>
        [Value.String(Meta), Value.Map(new MapValue([new("graphToken", Value.String(graph))]))];

    /// <summary>A procedure that would change what is recorded, and says why it changes nothing.</summary>
    private static Procedure Command(
        string name,
        string description,
        IReadOnlyList<ProcedureParameter> parameters,
        Func<string, string> why
    ) =>
        new(
            new ProcedureSignature(
                name,
                parameters,
                [
                    s_data[0],
                    new("success", ProcedureType.Boolean, "Whether something was done."),
                    new("message", ProcedureType.String, "What was done, or why nothing was."),
                ],
                description
            ),
            call =>
            {
                string section = SectionOf(call, name);
                return
                [
                    [Value.String(section), Value.False, Value.String(why(section))],
                ];
            }
        );

    private static string SectionOf(ProcedureInvocation call, string procedure)
    {
        string name = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
        string section = name.ToUpperInvariant();
        return section is Counts or Tokens or Meta or Queries
            ? section
            : throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"Unknown section '{name}', known sections are ['{Counts}', '{Tokens}', '{Queries}', '{Meta}']"
            );
    }
}
