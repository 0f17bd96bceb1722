using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Shows;

/// <summary>The columns of the lists of functions, procedures and settings.</summary>
internal static class LanguageColumns
{
    private static readonly CypherType s_strings = CypherType.ListOf(CypherType.String);

    private static readonly CypherType s_maps = CypherType.ListOf(CypherType.Map);

    /// <summary>SHOW FUNCTIONS.</summary>
    public static IReadOnlyList<ShowColumn> Functions { get; } =
    [
        new("name", CypherType.String, true),
        new("category", CypherType.String, true),
        new("description", CypherType.String, true),
        new("signature", CypherType.String, false),
        new("isBuiltIn", CypherType.Boolean, false),
        new("argumentDescription", s_maps, false),
        new("returnDescription", CypherType.String, false),
        new("aggregating", CypherType.Boolean, false),
        new("rolesExecution", s_strings, false),
        new("rolesBoostedExecution", s_strings, false),
        new("isDeprecated", CypherType.Boolean, false),
        new("deprecatedBy", CypherType.String, false),
    ];

    /// <summary>SHOW PROCEDURES.</summary>
    public static IReadOnlyList<ShowColumn> Procedures { get; } =
    [
        new("name", CypherType.String, true),
        new("description", CypherType.String, true),
        new("mode", CypherType.String, true),
        new("worksOnSystem", CypherType.Boolean, true),
        new("signature", CypherType.String, false),
        new("argumentDescription", s_maps, false),
        new("returnDescription", s_maps, false),
        new("admin", CypherType.Boolean, false),
        new("rolesExecution", s_strings, false),
        new("rolesBoostedExecution", s_strings, false),
        new("isDeprecated", CypherType.Boolean, false),
        new("deprecatedBy", CypherType.String, false),
        new("option", CypherType.Map, false),
    ];

    /// <summary>SHOW SETTINGS.</summary>
    public static IReadOnlyList<ShowColumn> Settings { get; } =
    [
        new("name", CypherType.String, true),
        new("value", CypherType.String, true),
        new("isDynamic", CypherType.Boolean, true),
        new("defaultValue", CypherType.String, true),
        new("description", CypherType.String, true),
        new("startupValue", CypherType.String, false),
        new("isExplicitlySet", CypherType.Boolean, false),
        new("validValues", CypherType.String, false),
        new("isDeprecated", CypherType.Boolean, false),
    ];
}
