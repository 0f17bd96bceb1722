using Quiver.Engine.Results;

namespace Quiver.Engine.Schema;

/// <summary>The notifications of schema commands that change nothing, in Neo4j's codes and wording.</summary>
internal static class SchemaNotifications
{
    private const string Prefix = "Neo.ClientNotification.Schema.";

    /// <summary>IF NOT EXISTS met something that exists.</summary>
    /// <param name="command">The command.</param>
    /// <param name="existing">What exists, as it would be created.</param>
    public static Notification AlreadyExists(string command, string existing) =>
        new(
            Prefix + "IndexOrConstraintAlreadyExists",
            "00NA0",
            "note: successful completion - index or constraint already exists. The command "
                + $"`{command}` has no effect. The index or constraint specified by `{existing}` already exists.",
            $"`{command}` has no effect.",
            $"`{existing}` already exists.",
            NotificationSeverity.Information,
            "SCHEMA",
            Position: null
        );

    /// <summary>IF EXISTS met nothing.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The name that nothing has.</param>
    public static Notification DoesNotExist(string command, string name) =>
        new(
            Prefix + "IndexOrConstraintDoesNotExist",
            "00NA1",
            "note: successful completion - index or constraint does not exist. The command "
                + $"`{command}` has no effect. The specified index or constraint `{name}` does not exist.",
            $"`{command}` has no effect.",
            $"`{name}` does not exist.",
            NotificationSeverity.Information,
            "SCHEMA",
            Position: null
        );
}
