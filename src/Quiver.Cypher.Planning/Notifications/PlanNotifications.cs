using Quiver.Cypher.Planning.Logical;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Notifications;

/// <summary>Every notification that planning gives: one method each, in Neo4j's codes and wording.</summary>
internal static class PlanNotifications
{
    private const string Prefix = "Neo.ClientNotification.Statement.";

    /// <summary>A label that no node has ever had.</summary>
    public static PlanNotification UnknownLabel(
        string name,
        string? nearest,
        TextPosition position
    ) =>
        Unrecognized(
            "UnknownLabelWarning",
            "01N50",
            $"warn: label does not exist. The label `{name}` does not exist. Verify that the spelling is correct.",
            "The provided label is not in the database.",
            "One of the labels in your query is not available in the database, make sure you didn't misspell it or that "
                + "the label is available when you run this statement in your application (the missing label name is: "
                + $"{name}){Suggestion(nearest)}",
            position
        );

    /// <summary>A type that no relationship has ever had.</summary>
    public static PlanNotification UnknownRelationshipType(
        string name,
        string? nearest,
        TextPosition position
    ) =>
        Unrecognized(
            "UnknownRelationshipTypeWarning",
            "01N51",
            $"warn: relationship type does not exist. The relationship type `{name}` does not exist. Verify that the "
                + "spelling is correct.",
            "The provided relationship type is not in the database.",
            "One of the relationship types in your query is not available in the database, make sure you didn't misspell "
                + "it or that the label is available when you run this statement in your application (the missing "
                + $"relationship type is: {name}){Suggestion(nearest)}",
            position
        );

    /// <summary>A property key that nothing has ever had.</summary>
    public static PlanNotification UnknownPropertyKey(
        string name,
        string? nearest,
        TextPosition position
    ) =>
        Unrecognized(
            "UnknownPropertyKeyWarning",
            "01N52",
            $"warn: property key does not exist. The property `{name}` does not exist. Verify that the spelling is "
                + "correct.",
            "The provided property key is not in the database",
            "One of the property names in your query is not available in the database, make sure you didn't misspell it "
                + "or that the label is available when you run this statement in your application (the missing property "
                + $"name is: {name}){Suggestion(nearest)}",
            position
        );

    /// <summary>A shortest path over any number of relationships.</summary>
    /// <param name="pattern">The pattern as written.</param>
    /// <param name="position">Where it is.</param>
    public static PlanNotification UnboundedShortestPath(string pattern, TextPosition position) =>
        new(
            Prefix + "UnboundedVariableLengthPattern",
            "03N91",
            $"info: unbounded variable length pattern. The provided pattern `{pattern}` is unbounded. Shortest path with an "
                + "unbounded pattern may result in long execution times. Use an upper limit (e.g. `[*..5]`) on the number of "
                + "node hops in your pattern.",
            "The provided pattern is unbounded, consider adding an upper limit to the number of node hops.",
            "Using shortest path with an unbounded pattern will likely result in long execution times. It is recommended to "
                + "use an upper limit to the number of node hops in your pattern.",
            IsWarning: false,
            "PERFORMANCE",
            position
        );

    /// <summary>A part of the language that is on its way out.</summary>
    /// <param name="what">What it is called.</param>
    /// <param name="replacement">What to write instead.</param>
    /// <param name="description">The whole in the older wording.</param>
    /// <param name="position">Where it is.</param>
    public static PlanNotification Deprecated(
        string what,
        string replacement,
        string description,
        TextPosition position
    ) =>
        new(
            Prefix + "FeatureDeprecationWarning",
            "01N01",
            $"warn: feature deprecated with replacement. {what} is deprecated. It is replaced by {replacement}.",
            "This feature is deprecated and will be removed in future versions.",
            description,
            IsWarning: true,
            "DEPRECATION",
            position
        );

    /// <summary>A MATCH whose parts do not hang together.</summary>
    /// <param name="identifiers">The variables of the parts after the first.</param>
    /// <param name="pattern">The parts as text.</param>
    /// <param name="position">The clause.</param>
    public static PlanNotification CartesianProduct(
        IReadOnlyList<string> identifiers,
        string pattern,
        TextPosition position
    )
    {
        string which =
            identifiers.Count == 1
                ? $"(identifier is: ({identifiers[0]}))"
                : $"(identifiers are: ({string.Join(", ", identifiers)}))";
        return new PlanNotification(
            Prefix + "CartesianProduct",
            "03N90",
            $"info: cartesian product. The disconnected pattern `{pattern}` builds a cartesian product. A cartesian "
                + "product may produce a large amount of data and slow down query processing.",
            "This query builds a cartesian product between disconnected patterns.",
            "If a part of a query contains multiple disconnected patterns, this will build a cartesian product between all "
                + "those parts. This may produce a large amount of data and slow down query processing. While occasionally "
                + "intended, it may often be possible to reformulate the query that avoids the use of this cross product, "
                + $"perhaps by adding a relationship between the different parts or by using OPTIONAL MATCH {which}",
            IsWarning: false,
            "PERFORMANCE",
            position
        );
    }

    /// <summary>A hint of an index that does not exist.</summary>
    public static PlanNotification HintedIndexNotFound(BoundHint hint)
    {
        string variable = hint.Variable.Name;
        string keys = string.Join(", ", hint.Keys.Select(k => $"`{variable}`.`{k}`"));
        string index = $"INDEX FOR (`{variable}`:`{hint.Token}`) ON ({keys})";
        return Hint(
            "Neo.ClientNotification.Schema.HintedIndexNotFound",
            "01N31",
            $"warn: hinted index not found. Unable to create a plan with `{index}` because the index does not exist.",
            "The request (directly or indirectly) referred to an index that does not exist.",
            $"The hinted index does not exist, please check the schema (index is: {index})",
            hint
        );
    }

    /// <summary>A hint of a join that is in no plan.</summary>
    public static PlanNotification JoinHintUnfulfillable(BoundHint hint) =>
        Hint(
            Prefix + "JoinHintUnfulfillableWarning",
            "01N30",
            $"warn: joined hint unfulfillable. Unable to create a plan with `JOIN ON {hint.Variable.Name}`. Try to change the join key(s) or restructure your query.",
            "The database was unable to plan a hinted join.",
            "The hinted join was not planned. This could happen because no generated plan contained the join key, please "
                + "try using a different join key or restructure your query. "
                + $"(hinted join key identifier is: {hint.Variable.Name})",
            hint
        );

    private static string Suggestion(string? nearest) =>
        nearest is null ? "" : $". Did you mean `{nearest}`?";

    private static PlanNotification Hint(
        string code,
        string gqlStatus,
        string statusDescription,
        string title,
        string description,
        BoundHint hint
    ) =>
        new(
            code,
            gqlStatus,
            statusDescription,
            title,
            description,
            IsWarning: true,
            "HINT",
            hint.Position
        );

    private static PlanNotification Unrecognized(
        string code,
        string gqlStatus,
        string statusDescription,
        string title,
        string description,
        TextPosition position
    ) =>
        new(
            Prefix + code,
            gqlStatus,
            statusDescription,
            title,
            description,
            IsWarning: true,
            "UNRECOGNIZED",
            position
        );
}
