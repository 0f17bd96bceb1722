using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Shows;

/// <summary>The columns of the lists of databases, aliases and users.</summary>
internal static class AdministrationColumns
{
    private static readonly CypherType s_strings = CypherType.ListOf(CypherType.String);

    private static readonly CypherType s_dateTime = new(TypeKinds.DateTime);

    /// <summary>SHOW DATABASES.</summary>
    public static IReadOnlyList<ShowColumn> Databases { get; } =
    [
        new("name", CypherType.String, true),
        new("type", CypherType.String, true),
        new("aliases", s_strings, true),
        new("access", CypherType.String, true),
        new("databaseID", CypherType.String, false),
        new("serverID", CypherType.String, false),
        new("address", CypherType.String, true),
        new("role", CypherType.String, true),
        new("writer", CypherType.Boolean, true),
        new("requestedStatus", CypherType.String, true),
        new("currentStatus", CypherType.String, true),
        new("statusMessage", CypherType.String, true),
        new("default", CypherType.Boolean, true),
        new("home", CypherType.Boolean, true),
        new("currentPrimariesCount", CypherType.Integer, false),
        new("currentSecondariesCount", CypherType.Integer, false),
        new("requestedPrimariesCount", CypherType.Integer, false),
        new("requestedSecondariesCount", CypherType.Integer, false),
        new("creationTime", s_dateTime, false),
        new("lastStartTime", s_dateTime, false),
        new("lastStopTime", s_dateTime, false),
        new("store", CypherType.String, false),
        new("lastCommittedTxn", CypherType.Integer, false),
        new("replicationLag", CypherType.Integer, false),
        new("constituents", s_strings, true),
        new("defaultLanguage", CypherType.String, false),
        new("options", CypherType.Map, false),
    ];

    /// <summary>SHOW ALIASES FOR DATABASE.</summary>
    public static IReadOnlyList<ShowColumn> Aliases { get; } =
    [
        new("name", CypherType.String, true),
        new("composite", CypherType.String, true),
        new("database", CypherType.String, true),
        new("location", CypherType.String, true),
        new("url", CypherType.String, true),
        new("credentials", CypherType.String, true),
        new("user", CypherType.String, true),
        new("driver", CypherType.Map, false),
        new("defaultLanguage", CypherType.String, false),
        new("properties", CypherType.Map, false),
    ];

    /// <summary>SHOW USERS.</summary>
    public static IReadOnlyList<ShowColumn> Users { get; } =
    [
        new("user", CypherType.String, true),
        new("roles", s_strings, true),
        new("passwordChangeRequired", CypherType.Boolean, true),
        new("suspended", CypherType.Boolean, true),
        new("home", CypherType.String, true),
    ];

    /// <summary>SHOW USERS WITH AUTH.</summary>
    public static IReadOnlyList<ShowColumn> UserAuthentication { get; } =
    [.. Users, new("provider", CypherType.String, true), new("auth", CypherType.Map, true)];
}
