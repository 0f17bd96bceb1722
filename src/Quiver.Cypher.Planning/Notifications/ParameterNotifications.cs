namespace Quiver.Cypher.Planning.Notifications;

/// <summary>What is said of a query's parameters when it is explained.</summary>
public static class ParameterNotifications
{
    /// <summary>An explained query that could not run because of parameters that were not given.</summary>
    /// <param name="names">Their names.</param>
    public static PlanNotification NotProvided(IReadOnlyList<string> names) =>
        new(
            "Neo.ClientNotification.Statement.ParameterNotProvided",
            "01N60",
            "warn: parameter not provided. The query plan cannot be cached and is not executable without `EXPLAIN` due to the "
                + $"undefined parameter(s) `{string.Join("`, `", names.Select(static n => "$" + n))}`. Provide the parameter(s).",
            "The statement refers to a parameter that was not provided in the request.",
            "Did not supply query with enough parameters. The produced query plan will not be cached and is not executable "
                + $"without EXPLAIN. (Missing parameters: {string.Join(", ", names)})",
            IsWarning: true,
            "GENERIC",
            Position: null
        );
}
