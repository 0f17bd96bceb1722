using Quiver.Cypher.Execution.Procedures;

namespace Quiver.Apoc.Paths;

/// <summary>How a search goes through the graph.</summary>
internal sealed record PathOptions
{
    private static readonly (string Name, Uniqueness Value)[] s_uniqueness =
    [
        ("RELATIONSHIP_PATH", Uniqueness.RelationshipPath),
        ("RELATIONSHIP_GLOBAL", Uniqueness.RelationshipGlobal),
        ("NODE_PATH", Uniqueness.NodePath),
        ("NODE_GLOBAL", Uniqueness.NodeGlobal),
        ("NONE", Uniqueness.None),
    ];

    private static readonly string[] s_known =
    [
        "minLevel",
        "maxLevel",
        "relationshipFilter",
        "labelFilter",
        "uniqueness",
        "bfs",
        "filterStartNode",
        "limit",
        "optional",
        "endNodes",
        "terminatorNodes",
        "allowlistNodes",
        "denylistNodes",
        "whitelistNodes",
        "blacklistNodes",
    ];

    /// <summary>The fewest relationships of a path that is given.</summary>
    public required int MinLevel { get; init; }

    /// <summary>The most relationships of a path.</summary>
    public required int MaxLevel { get; init; }

    /// <summary>What is not come to twice.</summary>
    public required Uniqueness Uniqueness { get; init; }

    /// <summary>Whether shorter paths come first; otherwise each is followed to its end before another.</summary>
    public bool IsBreadthFirst { get; init; } = true;

    /// <summary>Whether the label filter is about the start, too.</summary>
    public bool FiltersStart { get; init; }

    /// <summary>Whether a row of null stands for no result.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The most results.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>The relationships that are followed.</summary>
    public required RelationshipFilter Relationships { get; init; }

    /// <summary>What becomes of nodes by their labels.</summary>
    public required LabelFilter Labels { get; init; }

    /// <summary>What becomes of them by lists.</summary>
    public required NodeLists Lists { get; init; }

    /// <summary>Of a call with a configuration.</summary>
    /// <param name="procedure">Its name.</param>
    /// <param name="call">The call; its second argument is the configuration.</param>
    /// <param name="uniqueness">What the procedure does not come to twice whatever is said; null where that is an option.</param>
    /// <exception cref="Model.Status.CypherException">An option is wrong.</exception>
    public static PathOptions Of(
        string procedure,
        ProcedureInvocation call,
        Uniqueness? uniqueness = null
    )
    {
        const int NotSaid = -1;
        var config = new ProcedureConfig(procedure, call, call.Arguments[1], s_known);
        int min = config.Count("minLevel", NotSaid, NotSaid);
        int max = config.Count("maxLevel", NotSaid, NotSaid);
        int limit = config.Count("limit", NotSaid, NotSaid);
        if (uniqueness is not null && min > 1)
        {
            throw ApocErrors.WrongOption("minLevel", "0 or 1");
        }
        string name = config.Choice(
            "uniqueness",
            s_uniqueness[0].Name,
            [.. s_uniqueness.Select(static u => u.Name)]
        );
        return new PathOptions
        {
            MinLevel = Math.Max(min, 0),
            MaxLevel = max < 0 ? int.MaxValue : max,
            Uniqueness = uniqueness ?? s_uniqueness.First(u => u.Name == name).Value,
            IsBreadthFirst = config.Boolean("bfs", fallback: true),
            FiltersStart = config.Boolean("filterStartNode", fallback: false),
            IsOptional = config.Boolean("optional", fallback: false),
            Limit = limit < 0 ? long.MaxValue : limit,
            Relationships = new RelationshipFilter(
                call.Snapshot,
                config.Text("relationshipFilter", "")
            ),
            Labels = new LabelFilter(call.Snapshot, config.Text("labelFilter", "")),
            Lists = new NodeLists(config),
        };
    }

    /// <summary>What becomes of a path.</summary>
    /// <param name="node">Its end.</param>
    /// <param name="length">Its relationships.</param>
    public NodeVerdict Judge(long node, int length)
    {
        bool isFiltered = length > 0 || FiltersStart;
        var byLabel = isFiltered ? Labels.Of(node) : Labels.OfUnfilteredStart();
        return byLabel
            .And(Lists.Of(node, isFiltered))
            .And(new(length >= MinLevel, length < MaxLevel));
    }
}
