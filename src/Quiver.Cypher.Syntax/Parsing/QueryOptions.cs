using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>The options that a CYPHER prefix may set, and to what.</summary>
internal static class QueryOptions
{
    /// <summary>Settings by option; case does not matter.</summary>
    public static FrozenDictionary<string, ImmutableArray<string>> Known { get; } =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["planner"] = ["cost", "idp", "dp"],
            ["runtime"] = ["slotted", "pipelined", "parallel", "interpreted"],
            ["updateStrategy"] = ["default", "eager"],
            ["expressionEngine"] = ["default", "interpreted", "compiled"],
            ["operatorEngine"] = ["default", "interpreted", "compiled"],
            ["interpretedPipesFallback"] = ["default", "disabled", "whitelisted_plans_only", "all"],
            ["connectComponentsPlanner"] = ["greedy", "idp"],
            ["replan"] = ["default", "force", "skip"],
            ["inferSchemaParts"] = ["off", "most_selective_label"],
            ["eagerAnalyzer"] = ["ir", "lp"],
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
